"""The commands of the window, its menus and its toolbar, as data. Only what works is here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    """Everything the officer can order from a menu."""

    NEW = "new"
    OPEN = "open"
    SAMPLE = "sample"
    CLOSE = "close"
    IMPORT = "import"
    PASTE_TEXT = "paste_text"
    EXPORT_PAPER = "export_paper"
    EXPORT_CATALOGUE = "export_catalogue"
    PREVIEW = "preview"
    PRINT_EACH = "print_each"
    EXPORT_REGISTER = "export_register"
    LETTERHEAD = "letterhead"
    BACKUP = "backup"
    VERIFY = "verify"
    REBUILD = "rebuild"
    SALVAGE = "salvage"
    SECOND_PLACE = "second_place"
    CHECK_FORM = "check_form"
    REMEMBERED = "remembered"
    RESTORE = "restore"
    BOOK_INFO = "book_info"
    DOCUMENTS = "documents"
    OWN_NAMES = "own_names"
    ACTIONS = "actions"
    BOOK_HISTORY = "book_history"
    LOOK_BACK = "look_back"
    BACK_TO_NOW = "back_to_now"
    RECEIVE_FORMS = "receive_forms"
    MERGE = "merge"
    SEND = "send"
    RECEIVE = "receive"
    SEND_PART = "send_part"
    GIVE_BACK = "give_back"
    UNDO_MERGE = "undo_merge"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    FIND = "find"
    COPY = "copy"
    PASTE = "paste"
    FILL_DOWN = "fill_down"
    EDIT_CELL = "edit_cell"
    NEW_TASK = "new_task"
    DUPLICATE = "duplicate"
    DELETE = "delete"
    MOVE_UP = "move_up"
    MOVE_DOWN = "move_down"
    NEW_GROUP = "new_group"
    RENAME_GROUP = "rename_group"
    DELETE_GROUP = "delete_group"
    EDIT_TIME = "edit_time"
    ASSIGN_SELECTED = "assign_selected"
    TIME_OF_SELECTED = "time_of_selected"
    FINISH_SELECTED = "finish_selected"
    SEEN = "seen"
    ADD_PROGRESS = "add_progress"
    EXTEND = "extend"
    TASK_HISTORY = "task_history"
    TODO = "todo"
    DOING = "doing"
    SUSPENDED = "suspended"
    DONE = "done"
    CANCELLED = "cancelled"
    GO_OVERVIEW = "go_overview"
    GO_TASKS = "go_tasks"
    GO_CALENDAR = "go_calendar"
    GO_ASSIGNMENT = "go_assignment"
    GO_AGENCIES = "go_agencies"
    GO_EXCHANGE = "go_exchange"
    COLUMNS = "columns"
    DETAIL_PANEL = "detail_panel"
    AS_TREE = "as_tree"
    AS_TABLE = "as_table"
    FOLD_ALL = "fold_all"
    UNFOLD_ALL = "unfold_all"
    LARGER = "larger"
    SMALLER = "smaller"
    USUAL_SIZE = "usual_size"
    LOOK_SYSTEM = "look_system"
    LOOK_LIGHT = "look_light"
    LOOK_DARK = "look_dark"
    STATES = "states"
    KEYS = "keys"
    ABOUT = "about"


class Needs(StrEnum):
    """What must be there for a command to make sense. INTAKE: a book to write in or none; LINE: a task or group;
    PRESENT, PRESENT_BOOK: no past is shown in place of the book; PAST: one is."""

    NOTHING = "nothing"
    READY = "ready"
    DOCUMENTS = "documents"
    BOOK = "book"
    CATALOGUE = "catalogue"
    WRITABLE = "writable"
    INTAKE = "intake"
    OUTPUT = "output"
    SELECTION = "selection"
    TASK = "task"
    GROUP = "group"
    LINE = "line"
    UNDOABLE = "undoable"
    REDOABLE = "redoable"
    MERGED = "merged"
    MERGE_UNDOABLE = "merge_undoable"
    PRESENT = "present"
    PRESENT_BOOK = "present_book"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Entry:
    """One command as a menu shows it. `short` is its text in the toolbar; of those with one `choice` one holds,
    one that is `checkable` by itself holds or not. `tip` is said in the status bar."""

    command: Command
    text: str
    keys: str = ""
    needs: Needs = Needs.NOTHING
    icon: str = ""
    short: str = ""
    choice: str = ""
    checkable: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu: entries, menus inside, None for a line between; RECENT stands for the books used last."""

    title: str
    items: tuple[Entry | Menu | str | None, ...]


RECENT = "recent"

STATUS_MENU = Menu(
    "&Trạng thái",
    (
        Entry(Command.TODO, "&Chưa làm", "Ctrl+1", Needs.TASK),
        Entry(Command.DOING, "Đ&ang làm", "Ctrl+2", Needs.TASK),
        Entry(Command.DONE, "&Hoàn thành", "Ctrl+3", Needs.TASK),
        Entry(Command.SUSPENDED, "&Tạm dừng", "Ctrl+4", Needs.TASK),
        Entry(Command.CANCELLED, "Hủy &bỏ", "Ctrl+5", Needs.TASK),
    ),
)

MENUS: tuple[Menu, ...] = (
    Menu(
        "&Tệp",
        (
            Entry(Command.NEW, "&Tạo sổ mới…", "Ctrl+N", Needs.READY, "new-book"),
            Entry(Command.OPEN, "&Mở sổ…", "Ctrl+O", Needs.READY, "open-book", "Mở sổ"),
            RECENT,
            Entry(Command.SAMPLE, "&Xem sổ mẫu", "", Needs.READY, "sample-book"),
            Entry(Command.CLOSE, "Đó&ng sổ", "Ctrl+W", Needs.BOOK),
            None,
            Entry(Command.IMPORT, "Nhập &danh mục…", "Ctrl+I", Needs.INTAKE, "import", "Nhập danh mục"),
            Entry(Command.PASTE_TEXT, "Dán &văn bản…", "Ctrl+Shift+V", Needs.INTAKE),
            Entry(Command.EXPORT_PAPER, "X&uất văn bản…", "Ctrl+Alt+E", Needs.OUTPUT, "export-word", "Xuất văn bản"),
            Entry(Command.PREVIEW, "Xem t&rước và in danh mục…", "Ctrl+P", Needs.OUTPUT, "print", "In danh mục"),
            Entry(Command.PRINT_EACH, "In c&ho từng cơ quan…", "Ctrl+Shift+P", Needs.OUTPUT, "print"),
            Entry(
                Command.EXPORT_CATALOGUE,
                "Xuất danh mục (&Word)…",
                "Ctrl+E",
                Needs.OUTPUT,
                "export-word",
                "Xuất danh mục",
            ),
            Entry(
                Command.EXPORT_REGISTER,
                "Xuất sổ theo dõi (&Excel)…",
                "Ctrl+Shift+E",
                Needs.OUTPUT,
                "export-excel",
                "Xuất sổ theo dõi",
            ),
            None,
            Entry(
                Command.MERGE,
                "Nhập dữ &liệu từ sổ khác…",
                "Ctrl+Shift+I",
                Needs.WRITABLE,
                "merge",
                tip="Gộp sổ của máy khác (trên USB) vào sổ đang mở; xem trước rồi mới gộp, hoàn tác được",
            ),
            Entry(
                Command.RECEIVE_FORMS,
                "Nhận biểu củ&a đơn vị…",
                "Ctrl+Alt+I",
                Needs.WRITABLE,
                "receive-form",
                tip="Nhận biểu Excel mà các đơn vị đã ghi và gửi lại; xem từng chỗ rồi mới ghi vào sổ, hoàn tác được",
            ),
            Menu(
                "Trao đổi dữ liệu &qua USB",
                (
                    Entry(
                        Command.SEND,
                        "&Gửi ra USB…",
                        "",
                        Needs.PRESENT_BOOK,
                        "send",
                        tip="Ghi một bản của sổ ra USB, đọc lại để kiểm tra, đặt được mật khẩu",
                    ),
                    Entry(
                        Command.RECEIVE,
                        "&Nhận từ USB…",
                        "",
                        Needs.INTAKE,
                        "receive",
                        tip="Tìm sổ, gói trên USB: xem trước rồi gộp vào sổ đang mở; chưa mở sổ thì chép về máy rồi mở",
                    ),
                    Entry(
                        Command.SEND_PART,
                        "Gói &cho một cơ quan…",
                        "",
                        Needs.PRESENT_BOOK,
                        "package",
                        tip="Ghi ra USB một sổ chỉ có nhiệm vụ của một cơ quan, gộp lại được như sổ khác",
                    ),
                    None,
                    Entry(
                        Command.GIVE_BACK,
                        "Ghi &lại vào USB…",
                        "",
                        Needs.MERGED,
                        "give-back",
                        tip="Ghi sổ đã gộp đè lên sổ trên USB, có kiểm tra, để hai sổ giống nhau",
                    ),
                    Entry(
                        Command.UNDO_MERGE,
                        "&Hoàn tác lần gộp…",
                        "",
                        Needs.MERGE_UNDOABLE,
                        "undo",
                        tip="Đưa sổ về như trước lần gộp gần nhất; đã sửa gì sau đó thì hoàn tác trước (Ctrl+Z)",
                    ),
                ),
            ),
            None,
            Entry(Command.LETTERHEAD, "Thông tin &cơ quan…", "", Needs.WRITABLE, "letterhead"),
            Entry(Command.DOCUMENTS, "Văn &bản trong sổ…", "", Needs.OUTPUT),
            Entry(Command.BOOK_INFO, "Thông tin &sổ…", "", Needs.BOOK),
            Entry(Command.OWN_NAMES, "Cà&i đặt của máy này…", "", Needs.READY),
            None,
            Entry(Command.QUIT, "Th&oát", "Ctrl+Q"),
        ),
    ),
    Menu(
        "Chỉnh &sửa",
        (
            Entry(Command.UNDO, "&Hoàn tác", "Ctrl+Z", Needs.UNDOABLE, "undo", "Hoàn tác"),
            Entry(Command.REDO, "&Làm lại", "Ctrl+Y", Needs.REDOABLE, "redo", "Làm lại"),
            None,
            Entry(Command.COPY, "&Chép các ô đã chọn\tCtrl+C", "", Needs.SELECTION),
            Entry(Command.PASTE, "&Dán khối ô\tCtrl+V", "", Needs.TASK),
            Entry(Command.FILL_DOWN, "Điề&n xuống\tCtrl+D", "", Needs.TASK),
            None,
            Entry(Command.FIND, "&Tìm nhiệm vụ", "Ctrl+F", Needs.BOOK, "search"),
        ),
    ),
    Menu(
        "&Xem",
        (
            Entry(Command.GO_OVERVIEW, "&Tổng quan", "Alt+1", Needs.BOOK, "overview", choice="place"),
            Entry(Command.GO_TASKS, "&Danh mục nhiệm vụ", "Alt+2", Needs.BOOK, "tasks", choice="place"),
            Entry(Command.GO_CALENDAR, "&Lịch thời hạn", "Alt+3", Needs.BOOK, "calendar", choice="place"),
            Entry(Command.GO_ASSIGNMENT, "&Phân công", "Alt+4", Needs.BOOK, "assignment", choice="place"),
            Entry(Command.GO_AGENCIES, "&Cơ quan", "Alt+5", Needs.BOOK, "agencies", choice="place"),
            Entry(
                Command.GO_EXCHANGE,
                "T&rao đổi dữ liệu",
                "Alt+6",
                Needs.BOOK,
                "exchange",
                choice="place",
                tip="Gộp sổ của máy khác, chọn chỗ hai bên cùng sửa, việc nghi trùng, các lần gộp",
            ),
            None,
            Entry(Command.COLUMNS, "Cột của danh &mục", "", Needs.BOOK, "columns"),
            Entry(Command.DETAIL_PANEL, "&Khung chi tiết", "F9", Needs.CATALOGUE, checkable=True),
            Menu(
                "Cách &bày danh mục",
                (
                    Entry(Command.AS_TREE, "Theo &nhóm nhiệm vụ", "", Needs.BOOK, choice="outline"),
                    Entry(Command.AS_TABLE, "&Bảng phẳng, không có nhóm", "", Needs.BOOK, choice="outline"),
                    None,
                    Entry(Command.FOLD_ALL, "Thu &gọn các nhóm", "Alt+Shift+Left", Needs.BOOK),
                    Entry(Command.UNFOLD_ALL, "&Mở các nhóm", "Alt+Shift+Right", Needs.BOOK),
                ),
            ),
            Menu(
                "Cỡ c&hữ",
                (
                    Entry(Command.LARGER, "&To hơn", "Ctrl+="),
                    Entry(Command.SMALLER, "&Nhỏ hơn", "Ctrl+-"),
                    Entry(Command.USUAL_SIZE, "&Bình thường", "Ctrl+0"),
                ),
            ),
            Menu(
                "&Giao diện",
                (
                    Entry(Command.LOOK_SYSTEM, "&Theo máy", choice="look"),
                    Entry(Command.LOOK_LIGHT, "&Sáng", choice="look"),
                    Entry(Command.LOOK_DARK, "T&ối", choice="look"),
                ),
            ),
        ),
    ),
    Menu(
        "&Nhiệm vụ",
        (
            Entry(Command.NEW_TASK, "Thê&m nhiệm vụ", "Ctrl+Shift+N", Needs.WRITABLE, "add-task", "Thêm"),
            Entry(Command.DUPLICATE, "&Nhân đôi", "Ctrl+Shift+D", Needs.TASK, "duplicate"),
            Entry(Command.DELETE, "&Xóa nhiệm vụ", "Ctrl+Del", Needs.TASK, "delete"),
            None,
            Entry(Command.EDIT_CELL, "&Sửa ô đang chọn", "F2", Needs.TASK),
            Entry(Command.EDIT_TIME, "Sửa t&hời gian", "Ctrl+T", Needs.TASK, "time"),
            STATUS_MENU,
            None,
            Entry(Command.ASSIGN_SELECTED, "&Giao cho cơ quan…", "Ctrl+G", Needs.TASK, "assignment"),
            Entry(Command.TIME_OF_SELECTED, "Đặt thời gian &chung…", "Ctrl+Shift+T", Needs.TASK),
            Entry(Command.FINISH_SELECTED, "Gh&i hoàn thành…", "Ctrl+Shift+3", Needs.TASK, "state-done"),
            Entry(Command.SEEN, "Đã x&em chỗ cần xem lại", "Ctrl+M", Needs.TASK),
            Entry(Command.ADD_PROGRESS, "Ghi tiến độ (nhật &ký)…", "Ctrl+J", Needs.TASK, "progress"),
            Entry(Command.EXTEND, "Gi&a hạn…", "Ctrl+H", Needs.TASK, "extend"),
            Entry(Command.TASK_HISTORY, "Lịch sử nhiệm vụ…", "Ctrl+L", Needs.SELECTION, "history"),
            None,
            Entry(Command.MOVE_UP, "Chuyển &lên", "Ctrl+Shift+Up", Needs.LINE),
            Entry(Command.MOVE_DOWN, "Ch&uyển xuống", "Ctrl+Shift+Down", Needs.LINE),
            Menu(
                "Nhóm nhiệm &vụ",
                (
                    Entry(Command.NEW_GROUP, "&Thêm nhóm…", "Ctrl+Shift+G", Needs.WRITABLE),
                    Entry(Command.RENAME_GROUP, "Đổi tê&n nhóm…", "", Needs.GROUP),
                    Entry(Command.DELETE_GROUP, "&Xóa nhóm trống", "", Needs.GROUP),
                ),
            ),
        ),
    ),
    Menu(
        "&Công cụ",
        (
            Entry(Command.ACTIONS, "&Các việc đã làm…", "Ctrl+Alt+Z", Needs.BOOK, "undo"),
            Entry(Command.BOOK_HISTORY, "&Lịch sử của sổ…", "Ctrl+Shift+H", Needs.BOOK, "history"),
            Entry(
                Command.LOOK_BACK,
                "&Xem sổ như ngày…",
                "Ctrl+Alt+H",
                Needs.PRESENT_BOOK,
                "calendar",
                tip="Xem cả sổ đúng như cuối một ngày trước đây; chỉ đọc, sổ hiện tại không thay đổi",
            ),
            Entry(
                Command.BACK_TO_NOW,
                "Trở lại sổ &hiện tại",
                "",
                Needs.PAST,
                tip="Thôi xem sổ của ngày trước, mở lại sổ như bây giờ",
            ),
            None,
            Entry(Command.BACKUP, "&Sao lưu ngay", "Ctrl+B", Needs.PRESENT_BOOK, "backup"),
            Entry(Command.RESTORE, "Khôi &phục từ bản sao lưu…", "", Needs.PRESENT, "restore"),
            Entry(
                Command.SECOND_PLACE,
                "Thư &mục sao lưu thứ hai…",
                "",
                Needs.READY,
                tip="Chép thêm mỗi bản sao lưu sang ổ đĩa khác, USB hoặc thư mục mạng",
            ),
            None,
            Entry(Command.VERIFY, "&Kiểm tra sổ", "", Needs.PRESENT_BOOK, "verify"),
            Entry(
                Command.REBUILD,
                "&Dựng lại sổ từ nhật ký…",
                "",
                Needs.PRESENT_BOOK,
                tip="Làm lại mọi bảng của sổ từ nhật ký thay đổi; không mất gì, tệp cũ được giữ lại",
            ),
            Entry(
                Command.SALVAGE,
                "Cứ&u dữ liệu từ sổ hỏng…",
                "",
                Needs.PRESENT,
                tip="Lấy mọi thay đổi còn đọc được của một tệp sổ hỏng vào một sổ mới cạnh nó",
            ),
            None,
            Entry(Command.CHECK_FORM, "Kiểm tra &thể thức văn bản…", "Ctrl+Shift+K", Needs.DOCUMENTS),
            Entry(
                Command.REMEMBERED,
                "&Những lựa chọn đã nhớ…",
                "",
                Needs.OUTPUT,
                tip="Những gì đã chọn khi xem lại các văn bản trước, được đề nghị lại cho văn bản sau; xem và quên",
            ),
        ),
    ),
    Menu(
        "Trợ &giúp",
        (
            Entry(Command.STATES, "Ý nghĩa các &trạng thái", "", Needs.NOTHING, "state-in_progress"),
            Entry(Command.KEYS, "&Bàn phím", "Ctrl+/", Needs.NOTHING, "keyboard"),
            Entry(Command.ABOUT, "&Giới thiệu", "", Needs.NOTHING, "about"),
        ),
    ),
)

TOOLBAR: tuple[Command | None, ...] = (
    Command.OPEN,
    Command.IMPORT,
    Command.NEW_TASK,
    None,
    Command.EXPORT_CATALOGUE,
    Command.EXPORT_REGISTER,
    None,
    Command.UNDO,
    Command.REDO,
)


@dataclass(frozen=True, slots=True)
class Situation:
    """What there is to work with now.

    `ready` is false while the program is still loading or a long job runs, `documents` until all is loaded that the
    first look at a book does without: what changes it, what reads and writes documents. `catalogue`: it is the place
    shown; elsewhere nobody sees which task a command would be about. `merged`: a file was merged that can be written
    back. `merge_undoable`: nothing that was written since the last merge stands. `past`: the book is shown as it was on
    a day.
    """

    ready: bool = False
    documents: bool = False
    book: bool = False
    writable: bool = False
    catalogue: bool = False
    task: bool = False
    group: bool = False
    undoable: bool = False
    redoable: bool = False
    merged: bool = False
    merge_undoable: bool = False
    past: bool = False

    def allows(self, needs: Needs) -> bool:
        """Whether a command with these needs makes sense now."""
        match needs:
            case Needs.NOTHING:
                return True
            case Needs.READY:
                return self.ready
            case Needs.DOCUMENTS:
                return self.ready and self.documents
            case Needs.BOOK:
                return self.ready and self.book
            case Needs.CATALOGUE:
                return self.book and self.catalogue
            case Needs.WRITABLE:
                return self.ready and self.documents and self.writable
            case Needs.INTAKE:
                return self.ready and self.documents and (self.writable or not self.book)
            case Needs.OUTPUT:
                return self.ready and self.documents and self.book
            case Needs.SELECTION:
                return self.documents and self.book and self.catalogue and self.task
            case Needs.TASK:
                return self.documents and self.writable and self.catalogue and self.task
            case Needs.GROUP:
                return self.documents and self.writable and self.catalogue and self.group
            case Needs.LINE:
                return self.allows(Needs.TASK) or self.allows(Needs.GROUP)
            case Needs.UNDOABLE:
                return self.documents and self.writable and self.undoable
            case Needs.REDOABLE:
                return self.documents and self.writable and self.redoable
            case Needs.PRESENT:
                return self.ready and not self.past
            case Needs.PRESENT_BOOK:
                return self.ready and self.book and not self.past
            case Needs.PAST:
                return self.ready and self.past
            case Needs.MERGED:
                return self.ready and self.documents and self.book and self.merged
            case Needs.MERGE_UNDOABLE:
                return self.ready and self.documents and self.writable and self.merge_undoable

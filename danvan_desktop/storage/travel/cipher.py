"""A whole file under a password: nothing of what is in it can be read, and a wrong password is not taken for damage.

The file begins with a head that says how the key comes from the password (scrypt), carries a few bytes by which the
password is known to be right, and a hash of itself, so that damage is found before any password is tried. Then come
pieces, each AES-256 in GCM with its number, and whether it is the last, in its nonce: none can be changed, left out,
doubled or cut off without notice. Nobody can recover a password that was forgotten.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from danvan_desktop.storage.travel.errors import CipherDamaged, WrongPassword

MAGIC = b"DANVAN-KHOA\r\n\x1a\x00"
"""The first bytes, with what a careless copy as text would change."""
_HEAD = struct.Struct(f">{len(MAGIC)}sBBB16s7s16s")
_DIGEST = 32
_PIECE = 1 << 18
_TAG = 16
_COST, _BLOCK, _PARALLEL = 16, 8, 1
"""Of scrypt: 64 MB and a fifth of a second on a PC of today."""
_HIGHEST_COST = 17
"""A stranger's file may not ask for more."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a password opens or closes a file with."""

    password: str = field(repr=False)
    cost: int = _COST


def is_enciphered(path: Path) -> bool:
    """Whether a file is one of these by its first bytes, whatever its name."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Secret:
    """What a file is closed and opened with: the head of the file, the key of its pieces, the beginning of their
    nonces. Making one takes the time that is to keep guessers away."""

    head: bytes
    key: bytes = field(repr=False)
    prefix: bytes


def new_secret(key: Key, entropy: Callable[[int], bytes]) -> Secret:
    """A secret for one new file, from its password and from chance."""
    salt, prefix = entropy(16), entropy(7)
    derived, check = _derive(key.password, salt, (key.cost, _BLOCK, _PARALLEL))
    return Secret(_HEAD.pack(MAGIC, key.cost, _BLOCK, _PARALLEL, salt, prefix, check), derived, prefix)


def encipher(pieces: Iterable[bytes], secret: Secret) -> Iterator[bytes]:
    """The bytes of the file under its secret, from those of the bare one. A secret serves one file only."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    yield secret.head + hashlib.sha256(secret.head).digest()
    closing = AESGCM(secret.key)
    number, held = 0, b""
    for piece in pieces:
        held += piece
        while len(held) > _PIECE:
            yield closing.encrypt(_nonce(secret.prefix, number, last=False), held[:_PIECE], secret.head)
            number, held = number + 1, held[_PIECE:]
    yield closing.encrypt(_nonce(secret.prefix, number, last=True), held, secret.head)


def decipher(file: BinaryIO, name: str, password: str) -> Iterator[bytes]:
    """The bare bytes of a file under a password. Raises WrongPassword, CipherDamaged."""
    yield from _pieces(file, name, _opened(file, name, password))


def read_back(file: BinaryIO, name: str, secret: Secret) -> Iterator[bytes]:
    """The bare bytes of a file that was just written with this secret. Raises CipherDamaged."""
    if _read_head(file, name) != secret.head:
        raise CipherDamaged(name)
    yield from _pieces(file, name, secret)


def _pieces(file: BinaryIO, name: str, secret: Secret) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    opening = AESGCM(secret.key)
    number, held = 0, file.read(_PIECE + _TAG)
    last = False
    while not last:
        after = file.read(_PIECE + _TAG)
        last = not after
        try:
            yield opening.decrypt(_nonce(secret.prefix, number, last=last), held, secret.head)
        except (InvalidTag, ValueError) as error:
            raise CipherDamaged(name) from error
        number, held = number + 1, after


def try_password(path: Path, password: str) -> None:
    """Look whether it is the one of this file. Raises WrongPassword, CipherDamaged, OSError."""
    with path.open("rb") as file:
        _opened(file, path.name, password)


def _opened(file: BinaryIO, name: str, password: str) -> Secret:
    head = _read_head(file, name)
    magic, cost, block, parallel, salt, prefix, check = _HEAD.unpack(head)
    if magic != MAGIC or not (1 <= cost <= _HIGHEST_COST and (block, parallel) == (_BLOCK, _PARALLEL)):
        raise CipherDamaged(name)
    derived, wanted = _derive(password, salt, (cost, block, parallel))
    if not hmac.compare_digest(check, wanted):
        raise WrongPassword(name)
    return Secret(head, derived, prefix)


def _read_head(file: BinaryIO, name: str) -> bytes:
    head, digest = file.read(_HEAD.size), file.read(_DIGEST)
    if len(head) < _HEAD.size or not hmac.compare_digest(hashlib.sha256(head).digest(), digest):
        raise CipherDamaged(name)
    return head


def _derive(password: str, salt: bytes, costs: tuple[int, int, int]) -> tuple[bytes, bytes]:
    """The key, and the bytes by which it is known: the same letters, however they were typed, are the same password."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    cost, block, parallel = costs
    typed = unicodedata.normalize("NFC", password).encode()
    derived = Scrypt(salt=salt, length=48, n=1 << cost, r=block, p=parallel).derive(typed)
    return derived[:32], derived[32:]


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])

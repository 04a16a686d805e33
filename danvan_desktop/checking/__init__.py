"""The checker of the official form (Nghị định 30/2020/NĐ-CP): a .docx → findings, and mends into a copy."""

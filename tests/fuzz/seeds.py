#!/usr/bin/env python3
"""Writes what the fuzzers start from: the files of content/ and tests/sites/, each with the letter that its target asks for.

    tests/fuzz/seeds.py FOLDER

makes FOLDER/<target>/. Files over 64 KB are left out: what is small is tried more often.
"""

import hashlib
import io
import pathlib
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
KINDS = ["units", "branches", "people", "posts", "honours", "decisions", "notices", "exhibits", "pairings", "reports",
         "pages", "calendar", "site.yaml", "exhibition.yaml"]
MOST = 64 << 10


def put(folder, target, data):
    if len(data) <= MOST:
        path = folder / target / hashlib.sha256(data).hexdigest()[:16]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def kind(path):
    """The letter of the kind that a file below content/ has."""
    first = path.relative_to(ROOT).as_posix().split("content/", 1)[1].split("/")[0]
    return KINDS.index(first) if first in KINDS else None


def records(folder, path):
    data, number = path.read_bytes(), kind(path)
    if number is None:
        return
    letter = bytes([ord("a") + number])
    match path.suffix:
        case ".md":
            put(folder, "front_matter", letter.upper() + data)
            put(folder, "locate", letter + b"mv/title\n" + data)
            put(folder, "prose", data.split(b"\n---\n", 1)[-1])
        case ".yaml":
            put(folder, "front_matter", letter + data)
            for line in [b"v/0/name", b"n/0/unit", b"a/photos/0/file", b"b/3/9", b"l/2/3"]:
                put(folder, "locate", letter + b"y" + line + b"\n" + data)
        case ".csv":
            put(folder, "table", b"c" + data)
            put(folder, "locate", letter + b"cv/#2/name\n" + data)
        case ".xlsx":
            put(folder, "table", b"x" + data)
            put(folder, "locate", letter + b"xv/@Sheet1/#2/name\n" + data)
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    letters = {"sharedStrings": b"t", "styles": b"y", "workbook.xml": b"w", "sheet1": b"s"}
                    for word, letter in letters.items():
                        if word in name and not name.endswith(".rels"):
                            put(folder, "table", letter + archive.read(name))


def main():
    folder = pathlib.Path(sys.argv[1])
    for content in [ROOT / "content", *ROOT.glob("tests/sites/*/content")]:
        for path in sorted(content.rglob("*")):
            if path.suffix in (".jpg", ".png", ".webp"):
                put(folder, "picture", b"p" + path.read_bytes())
            elif path.is_file():
                records(folder, path)
    # Forms that no sample happens to have.
    for text in ["|a|b|\n|-|:-:|\n|x|`y`|\n", "[a](<b c> \"d\")![e](f.jpg)\n\n[^1]\n\n[^1]: x\n", "1. a\n   - [ ] b\n\n> c\n",
                 "```rust\nx\n```\n", "<b>x</b> &amp; <!-- y -->\n", "138****1234 **粗**中~~删~~\n", "![图](a.jpg \"题\")\n",
                 "<https://a.cn> <a@b.cn>\n", "# 一\n\n### 二\n\n## 一\n", "\u3000\u3000段\\\n行  \n行\n"]:
        put(folder, "prose", text.encode())
    for text in ["- {a: &x [1, 2], b: *x}\n", "a: |\n  x\n  y\nb: >-\n  z\n", "? x\n: y\n", "a：b\n", "\ta: b\n", "a: \"\\u4e00\"\n",
                 "--- !t\na: 1\n...\n", "{a: 1, a: 2}\n", "a: 2021-02-30\nb: 1e9\nc: ~\n", "<<: {a: 1}\n"]:
        for letter in (b"a", b"c", b"f"):
            put(folder, "front_matter", letter + text.encode())
            put(folder, "locate", letter + b"yv/a/0\n" + text.encode())
    for text in ["姓名,单位\n\"甲\n乙\",\"a\"\"b\"\n", "姓名;单位\n甲;乙\n", "姓名\t单位\n甲\t乙\n", "题\n\n序号,姓名\n1,甲\n合计,1\n"]:
        put(folder, "table", b"c" + text.encode())
        put(folder, "table", b"c" + text.encode("gb18030"))
        put(folder, "table", b"c" + text.encode("utf-16"))
    pictures(folder)


def pictures(folder):
    """Small pictures of every form, where the library for them is at hand."""
    try:
        from PIL import Image
    except ImportError:
        return
    for mode in ("L", "RGB", "RGBA", "CMYK", "P", "1", "I;16"):
        picture = Image.new(mode if mode != "P" else "L", (24, 16))
        if mode == "P":
            picture = picture.convert("P")
        exif = Image.Exif()
        exif[0x0112], exif[0x010E] = 6, "x"
        for form, options in [("JPEG", {"exif": exif}), ("JPEG", {"progressive": True}), ("PNG", {}), ("PNG", {"exif": exif}),
                              ("WEBP", {"lossless": True}), ("WEBP", {"exif": exif})]:
            out = io.BytesIO()
            try:
                picture.save(out, form, **options)
            except (OSError, ValueError, KeyError):
                continue
            put(folder, "picture", b"p" + out.getvalue())
    frames = [Image.new("RGB", (8, 8), (n, 0, 0)) for n in range(2)]
    for form in ("WEBP", "PNG", "GIF"):
        out = io.BytesIO()
        frames[0].save(out, form, save_all=True, append_images=frames[1:])
        put(folder, "picture", b"p" + out.getvalue())


if __name__ == "__main__":
    main()

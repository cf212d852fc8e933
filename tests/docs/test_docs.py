"""Docs tell the truth: paths exist, targets exist, nothing of one machine or registry is in the tree."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def tracked_text_files():
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    binary = {".whl", ".png", ".gz", ".onnx"}
    return [
        ROOT / name for name in names if name and Path(name).suffix not in binary and (ROOT / name).is_file()
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page):
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")) + re.findall(
        r'src="([^"]+)"', page.read_text(encoding="utf-8")
    )
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_in_code_marks_exists(page):
    paths = re.findall(
        r"`((?:handoff|screening|directory|content|bot|resources|evaluation|docs|scripts)/[\w./-]*)`",
        page.read_text(encoding="utf-8"),
    )
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_test_named_on_the_safety_page_exists():
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")))
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) > 30
    assert {name for name in named if f"def {name}(" not in code} == set()


def test_every_shortcut_the_console_shows_is_in_the_table_for_veiledere():
    console = (ROOT / "handoff/console/templates/console.html").read_text(encoding="utf-8")
    shown = set(re.findall(r"Alt [A-Z]", console))
    page = (ROOT / "docs" / "for_veiledere.md").read_text(encoding="utf-8")
    rows = "".join(line for line in page.splitlines() if line.startswith("| Alt "))
    assert len(shown) > 10
    assert shown - set(re.findall(r"Alt [A-Z]", rows)) == set()


def test_every_make_target_named_in_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert (
        set(re.findall(r"^make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)) <= targets
    )


def test_no_file_names_one_machines_paths_or_a_package_registry():
    machine = re.compile(r"(?<![\w/.-])/(?:work|root|farm)/")
    registry = re.compile("|".join(["py" + r"pi\.org", r"pythonhosted\.org", r"registry\.npm" + "js"]))
    found = []
    for file in tracked_text_files():
        text = file.read_text(encoding="utf-8", errors="replace")
        if machine.search(text) or registry.search(text):
            found.append(file.relative_to(ROOT))
    assert found == []

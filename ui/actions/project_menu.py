"""Rows of the Project menu: files, people, settings."""

from __future__ import annotations

from ui.actions.spec import ActionSpec

PROJECT: tuple[ActionSpec, ...] = (
    ActionSpec(
        "new_project",
        "New project …",
        ("Ctrl+Shift+N",),
        "Project",
        "Makes an empty project file with a codebook of your choice.",
    ),
    ActionSpec(
        "open_project", "Open project …", ("Ctrl+O",), "Project", "Opens another project file."
    ),
    ActionSpec(
        "import_articles",
        "Import articles …",
        ("Ctrl+I",),
        "Project",
        "Looks into files, folders, archives or the clipboard and brings articles in.",
    ),
    ActionSpec(
        "import_address",
        "Import from address …",
        (),
        "Project",
        "Fetches a page or a feed from the web, and says beforehand what is asked for.",
    ),
    ActionSpec(
        "export_dataset",
        "Export dataset …",
        ("Ctrl+Shift+E",),
        "Project",
        "Writes the confirmed records to a file.",
    ),
    ActionSpec(
        "import_names",
        "Import names of actors …",
        (),
        "Project",
        "Adds a table of actors' other names, countries and kinds to what the project knows.",
    ),
    ActionSpec(
        "export_names",
        "Export names of actors …",
        (),
        "Project",
        "Writes the other names, countries and kinds of actors as a table.",
    ),
    ActionSpec(
        "change_annotator",
        "Change annotator …",
        (),
        "Project",
        "Lets somebody else code in this project, beside the work that is there.",
    ),
    ActionSpec("edit_codebook", "Edit codebook …", (), "Project", "Changes fields and answers."),
    ActionSpec(
        "progress",
        "Progress …",
        (),
        "Project",
        "Charts of what was done, how long it took, and how the suggestions fared.",
    ),
    ActionSpec(
        "suggestion_quality",
        "How good are the suggestions …",
        (),
        "Project",
        "Measures them on held-out articles; what was learned, learning now, export and reset.",
    ),
    ActionSpec(
        "chat_endpoint",
        "Second suggester …",
        (),
        "Project",
        "Lets a chat model propose as well; says which host sees the texts.",
    ),
    ActionSpec(
        "settings",
        "Settings …",
        ("Ctrl+,",),
        "Project",
        "Appearance, reading, language model, annotator.",
    ),
    ActionSpec(
        "close_project",
        "Close project",
        ("Ctrl+W",),
        "Project",
        "Goes back to the start screen; everything is already saved.",
    ),
    ActionSpec(
        "quit", "Quit", ("Ctrl+Q",), "Project", "Closes Eventdesk; everything is already saved."
    ),
)

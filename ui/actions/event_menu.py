"""Rows of the Event menu: tabs, links, accepting in bulk."""

from __future__ import annotations

from ui.actions.spec import PLAIN, ActionSpec

EVENT: tuple[ActionSpec, ...] = (
    ActionSpec("next_event", "Next event", ("Tab",), "Event", "Moves to the next tab.", PLAIN),
    ActionSpec(
        "previous_event",
        "Previous event",
        ("Shift+Tab",),
        "Event",
        "Moves to the tab before.",
        PLAIN,
    ),
    ActionSpec("new_event", "New event", ("N",), "Event", "Adds an empty event.", PLAIN),
    ActionSpec(
        "duplicate_event",
        "Duplicate event",
        ("D",),
        "Event",
        "Adds a copy of the event, to split one report into two.",
        PLAIN,
    ),
    ActionSpec(
        "duplicate_chosen",
        "Duplicate with chosen values …",
        ("Shift+D",),
        "Event",
        "Adds an event with those values of this one that you tick.",
        PLAIN,
    ),
    ActionSpec(
        "split_event",
        "Split event …",
        ("Shift+N",),
        "Event",
        "Adds an event with values of this one: each can move there, or stand in both.",
        PLAIN,
    ),
    ActionSpec(
        "merge_event",
        "Merge into another event …",
        ("Ctrl+M",),
        "Event",
        "Takes over into another event what this one holds; type its number or name.",
    ),
    ActionSpec(
        "move_event_left",
        "Move event to the left",
        ("Alt+Left",),
        "Event",
        "Changes places with the tab before.",
    ),
    ActionSpec(
        "move_event_right",
        "Move event to the right",
        ("Alt+Right",),
        "Event",
        "Changes places with the next tab.",
    ),
    ActionSpec(
        "delete_event",
        "Delete event",
        ("Delete", "Ctrl+D"),
        "Event",
        "Takes the event away: what was suggested is no event.",
        PLAIN,
    ),
    ActionSpec(
        "edit_links",
        "Links to other events …",
        ("Ctrl+L",),
        "Event",
        "Lists the event's links, to accept, add or remove them; type a kind or an event.",
    ),
    ActionSpec(
        "accept_link",
        "Accept link",
        ("Alt+L",),
        "Event",
        "Accepts the first suggested link of the event that waits.",
    ),
    ActionSpec(
        "reject_link",
        "Reject link",
        ("Alt+Shift+L",),
        "Event",
        "Says that the first suggested link that waits is wrong.",
    ),
    ActionSpec(
        "accept_event",
        "Accept this event",
        ("Shift+Return", "Shift+Enter"),
        "Event",
        "Accepts every suggestion that waits in this event, marked as accepted in bulk.",
        PLAIN,
        has_rule_before=True,
    ),
    ActionSpec(
        "accept_all",
        "Accept all shown",
        ("Ctrl+Shift+A",),
        "Event",
        "Accepts every suggestion in the events on the tabs, marked as accepted in bulk.",
    ),
)

"""The Qt binding itself: a release that miscounts references ends the process sooner or later."""

import sys

from PySide6.QtCore import QTimer


def test_calls_without_a_result_leave_the_count_of_none_alone(qapp):
    timer = QTimer()
    before = sys.getrefcount(None)

    for interval in range(1000):
        timer.setInterval(interval)

    assert abs(sys.getrefcount(None) - before) < 500

"""What the collection holds → the Vietnamese words of the coverage page."""

COVERAGE_HELP = "Bảng cho biết nơi nào, thời gian nào đã có báo cáo và còn thiếu ở đâu."
MISSING_PROVINCES = "Tỉnh chưa có báo cáo nào, ở mọi năm"


def heading(year: str) -> str:
    """The heading of the page of coverage, of one year or of all."""
    return f"Độ phủ của dữ liệu năm {year}" if year else "Độ phủ của dữ liệu"

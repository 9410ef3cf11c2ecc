"""Where a workbook keeps what does not show: its sheets, its people, and the parts that other programs leave."""

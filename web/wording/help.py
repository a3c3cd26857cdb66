"""How to search → the Vietnamese words of the help page."""

from search.suggest.examples import ExampleKind
from web.wording import dates, search

SKIP_TO_GUIDE = "Đến phần trợ giúp"
TYPE_THIS, TO_GET_THAT = "Gõ như sau", "Cách hiểu"
EXAMPLES = {
    ExampleKind.UNACCENTED: "Chữ gõ không dấu được hiểu theo cách các báo cáo viết.",
    ExampleKind.QUOTED: "Trong ngoặc kép: các tiếng phải đứng liền nhau như vậy.",
    ExampleKind.EXACT_SPELLING: "Dấu bằng trước ngoặc kép: đúng cụm từ ấy, đúng từng dấu.",
    ExampleKind.ABBREVIATION: "Chữ viết tắt được tìm cả khi viết đầy đủ, và ngược lại.",
    ExampleKind.EXCLUDED: "Dấu trừ liền trước: bỏ báo cáo có từ ấy.",
    ExampleKind.ALTERNATIVES: "OR, HOẶC viết hoa hay dấu |: chỉ cần một trong hai vế.",
    ExampleKind.PREFIX: "Dấu sao ở cuối: mọi tiếng có các chữ đầu như vậy.",
    ExampleKind.DATE: "Ngày, tháng, quý: tìm trong văn bản và trong ngày họp.",
    ExampleKind.PROVINCE: "Tên mục và dấu hai chấm: chỉ tìm báo cáo của tỉnh ấy.",
    ExampleKind.PERSON: "Chỉ tìm báo cáo có người ấy.",
    ExampleKind.MEETING_TYPE: "Chỉ tìm loại hội nghị ấy.",
    ExampleKind.BODY: "Tên cơ quan: tìm cả khi viết tắt, và dẫn đến trang của cơ quan ấy.",
    ExampleKind.FIGURE: "Một con số, như văn bản viết, kèm đơn vị.",
}
GUIDE = (
    (
        "Gõ gì để tìm",
        (
            "Cứ gõ vài từ như bạn vẫn nói; có dấu hay không dấu, viết tắt hay viết đủ, dấu kiểu "
            "cũ hay kiểu mới đều được. Chữ gõ không dấu được hiểu theo cách các báo cáo "
            "viết; trang kết quả nói rõ đã hiểu thế nào.",
            "Con số ở đầu trang là số báo cáo có đủ các từ. Báo cáo chỉ có một phần, hoặc có các "
            "tiếng ấy ở rời nhau hoặc có dấu khác, đứng sau, dưới tiêu đề và con số riêng.",
            "Những ví dụ dưới đây đều tìm được báo cáo trong dữ liệu này; bấm vào để thử.",
        ),
    ),
    (
        "Kết hợp các điều kiện",
        (
            "AND hay VÀ: phải có cả hai vế. OR, HOẶC hay dấu |: chỉ cần một vế. NOT, KHÔNG "
            "hay dấu trừ liền trước: bỏ báo cáo có vế ấy. Các từ VÀ, HOẶC, KHÔNG phải viết hoa "
            "giữa những chữ thường; viết thường thì được tìm như mọi từ khác.",
            "Dấu ngoặc đơn gom các vế lại: (bão OR lũ) -(hạn hán OR cháy rừng). Dấu sao dùng được "
            'cả trong ngoặc kép: "vốn giả*"; có dấu thì phải đúng dấu như đã gõ.',
            '"bão" ~5 "lũ": hai cụm từ cách nhau nhiều nhất năm tiếng. tiêu đề:bão: chỉ tìm '
            "trong tiêu đề.",
            "Sau tên mục và dấu hai chấm, giá trị có thể gõ không cần ngoặc kép: tỉnh: Yên Bái. "
            'Giá trị có sẵn ngoặc kép thì gõ \\" thay cho " ở bên trong.',
            "Chỗ nào trong câu tìm không hiểu được, trang kết quả sẽ nói rõ.",
        ),
    ),
    (
        "Thu hẹp kết quả",
        (
            "Đánh dấu vào các mục bên cạnh kết quả. Trong cùng một mục, chỉ cần một giá trị đã "
            "chọn; các mục khác nhau phải cùng thỏa mãn. Con số bên mỗi giá trị là số báo cáo bạn "
            "sẽ thấy khi chọn nó. Giá trị có ghi “suy ra” không được văn bản nói thẳng mà do "
            "chương trình suy từ địa danh, chức danh hoặc ngữ cảnh.",
            f"Thời gian gõ được như {dates.FORMS}. Báo cáo chỉ biết "
            "tháng hoặc năm được tính vào mọi khoảng mà nó có thể thuộc về, và ghi là “khoảng”.",
            "Mọi điều bạn chọn đều nằm trong địa chỉ trang: có thể lưu lại hay gửi cho người khác.",
        ),
    ),
    (
        "Đọc một báo cáo",
        (
            "Văn bản được giữ nguyên như bản gốc. Mục “Thông tin rút ra từ báo cáo” cho biết từng "
            "thông tin dựa vào những chữ nào. Hai nút “Chỗ trước” và “Chỗ sau” đưa bạn đến từng "
            "chỗ có từ cần tìm.",
        ),
    ),
    (
        "Dùng lâu dài",
        (
            f"“{search.FOLLOW}” ở đầu kết quả chỉ cách theo dõi một tìm kiếm: đánh dấu "
            "trang, dùng phần mềm đọc tin (Atom), hoặc nhận thư.",
            f"“{search.TOPIC_LINK}” dưới kết quả cho thấy số báo cáo của một chủ đề qua "
            "các năm và ở các tỉnh. "
            "Mỗi người, mỗi cơ quan, mỗi tỉnh có một trang riêng; trang “Độ phủ” cho biết dữ liệu "
            "còn trống ở đâu.",
            "Đánh dấu “Lưu vào danh sách” ở từng kết quả để gom báo cáo của nhiều lần tìm: danh "
            "sách có địa chỉ riêng để gửi qua thư, tải được trích dẫn, bảng và toàn văn.",
            "Dưới kết quả còn có các đường dẫn để tải toàn bộ kết quả về bảng tính (Excel, CSV) "
            "hoặc về JSON.",
        ),
    ),
)
KEYS = "Bàn phím"
KEYS_HELP = (
    "Phím / đưa con trỏ về ô tìm. Trong ô tìm, phím mũi tên chọn gợi ý, Enter tìm, Esc đóng gợi ý. "
    "Ở trang kết quả, phím j đến kết quả sau, phím k về kết quả trước. Trong báo cáo, phím n đến "
    "chỗ sau, phím p về chỗ trước có từ cần tìm. Các phím này không có tác dụng khi đang gõ chữ."
)
SLASH = "Dùng các phím tắt /, j, k, n, p"
FOR_PROGRAMS = "Dành cho chương trình khác"
API_HELP = "Mọi kết quả đều lấy được dưới dạng JSON; các địa chỉ và tham số được mô tả ở:"

"""Three pages as web sites make them, of our own texts: what surrounds an article, and it alone."""

REPORT = (
    "Sáng 12/3, UBND xã Mường Lát tổ chức hội nghị bàn kế hoạch sửa kênh mương trước vụ hè thu.",
    "Ông Lò Văn Tấm, Chủ tịch UBND xã, nêu ba việc cần làm ngay: nạo vét 4,2 km kênh chính, thay "
    "mười một cửa cống đã hỏng và giao mỗi bản tự quản một đoạn mương.",
    "Theo báo cáo tại hội nghị, năm qua xã thu được 318 triệu đồng tiền thủy lợi phí, bằng 96% kế "
    "hoạch; số còn lại sẽ thu xong trước ngày 30/4.",
    "Các trưởng bản đề nghị xã cấp thêm xi măng và cho mượn máy xúc trong hai tuần.",
    "Kết luận hội nghị, ông Tấm giao bộ phận địa chính lập danh sách các đoạn sạt lở, gửi huyện "
    "trước thứ sáu tuần này.",
)
TITLE = "Mường Lát bàn việc sửa kênh mương trước vụ hè thu"
CAPTION = "Quang cảnh hội nghị ở nhà văn hóa xã. Ảnh: Hà Lộc"
BYLINE = "Hà Lộc"

_MENU = ("Trang nhất", "Thời sự", "Kinh tế", "Đời sống", "Thể thao", "Pháp luật", "Du lịch")
_OTHERS = (
    "Đội bóng huyện thắng trận thứ ba liên tiếp trên sân nhà",
    "Chợ phiên cuối tuần đón hơn nghìn lượt khách tới mua sắm",
    "Cầu treo mới thông xe sau tám tháng thi công",
    "Học sinh vùng cao nhận sách trước ngày khai giảng",
)
_FOOT = (
    "Bản quyền thuộc về Trang tin Sông Mã. Địa chỉ: số 9 phố Chợ, thị trấn. Điện thoại: 0900 000 "
    "000. Ghi rõ nguồn khi đăng lại nội dung từ trang này."
)
_SAID = (
    "Bạn đọc Minh: Bài viết rất kịp thời, mong xã sớm sửa đoạn mương ở bản tôi để kịp vụ tới.",
    "Bạn đọc Hoa: Năm ngoái cũng hứa như vậy rồi, bà con vẫn phải tự gánh nước lên nương.",
)


def _links(texts: tuple[str, ...], each: str = "<li><a href='/x'>{}</a></li>") -> str:
    return "".join(each.format(text) for text in texts)


def _paragraphs(texts: tuple[str, ...], each: str = "<p>{}</p>") -> str:
    return "".join(each.format(text) for text in texts)


SEMANTIC = f"""<!DOCTYPE html><html lang=vi><head><meta charset=utf-8>
<title>{TITLE} - Sông Mã</title>
<meta property="og:title" content="{TITLE}">
<meta property="article:published_time" content="2024-03-12T18:30:00Z"></head><body>
<header><h2>Sông Mã</h2><nav><ul>{_links(_MENU)}</ul></nav></header>
<main><article><header><h1>{TITLE}</h1></header>{_paragraphs(REPORT[:2])}
<figure><img src=a.jpg alt=anh><figcaption>{CAPTION}</figcaption></figure>
<div class="related-inline"><ul>{_links(_OTHERS[:2])}</ul></div>
{_paragraphs(REPORT[2:])}<p class=author>{BYLINE}</p></article>
<section><h3>Tin cùng mục</h3><ul>{_links(_OTHERS)}</ul></section></main>
<footer><p>{_FOOT}</p></footer></body></html>"""
"""With the elements that HTML 5 has for it; an evening in London is the next day in Việt Nam."""

NAMED = f"""<html><head><meta charset=utf-8></head><body class="has-sidebar">
<div id=topMenu class="main_menu">{_links(_MENU, "<a href='#'>{}</a> | ")}</div>
<div class=wrap><div class="col-left">
<div class=titleDetail><h1>{TITLE}</h1></div><div class="PhotoCMS_Caption"><p>{CAPTION}</p></div>
<div class=detailContent>{_paragraphs(REPORT, "<div>{}</div>")}<div>{BYLINE}</div></div>
<div class="binh-luan"><b>Bình luận</b>{_paragraphs(_SAID)}</div></div>
<div class="col-right sideBar"><ul>{_links(_OTHERS)}</ul></div></div>
<div id=footer>{_FOOT}</div></body></html>"""
"""With names of classes only."""

TABLES = f"""<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=utf-8"></HEAD>
<BODY><TABLE width=980><TR><TD colspan=3>{_links(_MENU, "<A href=x.asp>{}</A>&nbsp;")}</TD></TR>
<TR><TD width=160><TABLE>{_links(_OTHERS, "<TR><TD><A href=t.asp>{}</A></TD></TR>")}</TABLE></TD>
<TD><TABLE><TR><TD class=title><H1>{TITLE}</H1></TD></TR><TR><TD>
{_paragraphs(REPORT[:1], "<P align=justify>{}")}
<TABLE><TR><TD><IMG src=a.gif></TD></TR><TR><TD class=Caption>{CAPTION}</TD></TR></TABLE>
{_paragraphs(REPORT[1:], "<P align=justify>{}")}<P><B>{BYLINE}</B></TD></TR></TABLE></TD>
<TD width=180>{_links(_OTHERS, "<A href=t.asp>{}</A><BR>")}</TD></TR>
<TR><TD colspan=3>{_FOOT}</TD></TR></TABLE></BODY></HTML>"""
"""As in 2005: tables for columns, tags that are not closed, no name that tells."""

PAGES = {"semantic": SEMANTIC, "named": NAMED, "tables": TABLES}

"""One sentence of ours as each encoding has it, read as Windows-1252; and other languages."""

MEANT = (
    "Sáng nay, Hội đồng nhân dân xã họp bàn việc tu sửa đê "
    "và cấp nước sạch cho bốn thôn ở phía bắc."
)
TCVN3 = (
    "S¸ng nay, Héi ®ång nh©n d©n x· häp bµn viÖc tu söa ®ª "
    "vµ cÊp n\u00adíc s¹ch cho bèn th«n ë phÝa b¾c."
)
VNI = (
    "Saùng nay, Hoäi ñoàng nhaân daân xaõ hoïp baøn vieäc tu söûa ñeâ "
    "vaø caáp nöôùc saïch cho boán thoân ôû phía baéc."
)
VISCII = (
    "Sáng nay, Hµi ð°ng nhân dân xã h÷p bàn vi®c tu sØa ðê "
    "và c¤p nß¾c sÕch cho b¯n thôn · phía b¡c."
)
WINDOWS_1258 = (
    "Sáng nay, Hôòi ðôÌng nhân dân xaÞ hoòp bàn viêòc tu sýÒa ðê "
    "và câìp nýõìc saòch cho bôìn thôn õÒ phía bãìc."
)
OTHERS = (
    "Après l'été, le conseil a prêté 3 000 € à l'école où la fenêtre était cassée.",
    "Für die Straße nach Köln wären größere Brücken nötig, erklärte der Bürgermeister.",
    "La señora Núñez pidió más información: ¿cuándo abrirá la oficina de la región?",
    "På mötet på fredag väljer föreningen så många ledamöter som den får.",
    "The café's naïve owner paid £25 for ½ kg of coffee; © 2024, at 38 °C – “too hot”.",
)

"""The home of labels: words with a colon behind them that say what a line is instead of prose.

"Imagem: Divulgação" and "Text und Fotos: Ina Kern" are one thing in every language: a short head in
which a word names a part of a page, and what belongs to it.
"""

# ruff: noqa: RUF001 (the letters of many languages)

from __future__ import annotations

from typing import Final

_WORDS: Final = """
    photo photos photograph photographs photography picture pictures image images illustration
    illustrations graphic graphics artwork video videos footage audio caption captions credit
    credits source sources courtesy handout screengrab tags tag topics topic keywords filed related
    listen watch share print editing editor reporting writing producer production author authors
    byline note disclosure disclaimer correction corrections clarification update updated published
    posted modified
    foto fotos bild bilder bildquelle bildquellen bildrechte symbolbild symbolfoto archivbild
    grafik text texte quelle quellen redaktion autor autorin übersetzung mitarbeit hinweis korrektur
    anmerkung schlagworte schlagwörter themen stand aktualisiert veröffentlicht teilen
    photographie crédit crédits légende auteur autrice texte propos vidéo sources mots-clés
    thèmes rédaction traduction correctif précision publié publie infographie
    imagen imágenes fotografía fotografías pie crédito créditos fuente fuentes autora texto vídeo
    redacción traducción etiquetas temas fe corrección nota publicado actualizado
    immagine immagini fotografia fotografie didascalia crediti fonte fonti autore autrice testo
    redazione traduzione tag argomenti nota errata rettifica aggiornato pubblicato
    imagem imagens legenda fontes redação tradução edição reportagem assuntos atualizado errata
    beeld foto's bron bronnen auteur tekst redactie vertaling trefwoorden correctie bijgewerkt
    gepubliceerd onderschrift
    zdjęcie zdjęcia fot rys źródło źródła autorka tekst redakcja tłumaczenie tagi tematy
    sprostowanie aktualizacja opublikowano podpis
    bilden bildtext fotograf källa källor författare översättning ämnen rättelse uppdaterad
    publicerad grafik
    bildetekst illustrasjonsfoto illustrasjon kilde kilder forfatter oversettelse emner rettelse
    oppdatert publisert grafikk
    billede billedtekst arkivfoto fotografi oversættelse opdateret publiceret
    kuva kuvat kuvateksti kuvaaja lähde lähteet kirjoittaja teksti käännös aiheet oikaisu päivitetty
    julkaistu grafiikka
    fotoğraf fotoğraflar görsel kaynak kaynaklar yazar haber çeviri etiketler düzeltme güncelleme
    güncellendi yayınlanma editör
    фото фотография фотографии изображение иллюстрация источник источники автор автора текст
    перевод редактор теги темы исправление обновлено опубликовано видео инфографика подпись
    зображення ілюстрація джерело джерела переклад редакторка виправлення оновлено опубліковано
    відео підпис світлина
    الصورة صورة صور المصدر مصدر تصوير الكاتب بقلم ترجمة تحرير تصحيح تحديث فيديو وسوم
    haftungsausschluss avertissement aviso uwaga zastrzeżenie ansvarsfraskrivelse vastuuvapaus
    feragatname дисклеймер अस्वीकरण डिस्क्लेमर
    原标题 原標題 来源 來源 图片来源 責任編輯 责任编辑 编辑 编译 作者 记者 写真 出典 提供
    記者 執筆 사진 출처 기자 관련기사 자료
    फोटो तस्वीर चित्र स्रोत लेखक अनुवाद संपादन वीडियो टैग अपडेट
"""
WORDS: Final = frozenset(_WORDS.split())
"""What names a part of a page, in lower case."""
HEAD_WORDS: Final = 3
"""So many words may stand before the colon: "Text und Fotos:"."""
HEAD_CHARACTERS: Final = 50
COLONS: Final = (":", "：", "|", " / ")


def is_labelled(lowered: str) -> bool:
    """Tell whether a line in lower case begins with a label and a colon, a bar or a slash."""
    head = lowered[:HEAD_CHARACTERS]
    ends = [head.index(mark) for mark in COLONS if mark in head]
    words = head[: min(ends)].split() if ends else []
    return 0 < len(words) <= HEAD_WORDS and not WORDS.isdisjoint((words[0], words[-1]))

"""Chinese and Japanese are compared by pairs of characters, Korean by how its words begin."""

from __future__ import annotations

import pytest

from bench.quality.overlap import rouge
from tests.unit.test_extractive import article, points
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive import coherence
from widget.summarizers.extractive.cjk import language_by_script, unspaced_length
from widget.summarizers.extractive.features import NAMES, features
from widget.summarizers.extractive.form import form
from widget.summarizers.extractive.selection import STRETCH
from widget.summarizers.extractive.sentences import sentences
from widget.summarizers.extractive.summarizer import choose
from widget.summarizers.extractive.words import (
    has_known_script,
    likely_language,
    terms,
    tokens,
)

CHINESE = (
    "这座城市的冬天很长。\n\n市议会周一批准了四千万欧元的港口预算。\n\n她没有多说。\n\n"
    "港口预算将用于购买三艘新渡轮和修理旧码头。\n\n如图所示，港口预算逐年增加。\n\n"
    "反对派批评港口预算，并承诺秋天获胜后取消渡轮。\n\n天气预报说明天有雨。"
)
JAPANESE = (
    "この町の冬は長い。市議会は月曜日、四千万ユーロの港湾予算を可決した。彼は何も言わなかった。"
    "港湾予算は新しいフェリー三隻と古い桟橋の修理に使われる。写真は港湾予算の説明会。"
    "野党は港湾予算を批判し、秋に勝てばフェリーを廃止すると約束した。明日は雨が降る見込み。"
)
KOREAN = (
    "겨울은 길다. 시의회는 월요일 항구예산 사천만 유로를 승인했다. 그는 아무 말도 하지 않았다. "
    "항구예산으로 새 여객선 세 척을 사고 낡은 부두를 고친다. "
    "야당은 항구예산을 비판하며 가을에 이기면 여객선을 없애겠다고 약속했다. 내일은 비가 온다."
)


@pytest.mark.parametrize(
    ("text", "language", "title", "told"),
    [
        (CHINESE, "zh", "市议会批准港口预算", ("四千万欧元", "三艘新渡轮", "反对派")),
        (JAPANESE, "ja", "市議会が港湾予算を可決", ("四千万ユーロ", "三隻", "野党")),
        (KOREAN, "ko", "시의회 항구예산 승인", ("사천만 유로", "세 척", "야당")),
    ],
)
def test_the_topic_of_an_east_asian_article_is_found(
    text: str, language: str, title: str, told: tuple[str, ...]
) -> None:
    shown = points(text, title, language)
    assert [word in content for word, content in zip(told, shown, strict=True)] == [True] * 3


@pytest.mark.parametrize("declared", ["en", "und", "zh-Hant", "ko", "de"])
def test_what_language_it_is_the_letters_tell_and_not_the_page(declared: str) -> None:
    title = "市議会が港湾予算を可決"
    assert points(JAPANESE, title, declared) == points(JAPANESE, title, "ja")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("市长很满意。", "zh"),
        ("iPhone 11售价5499元，苹果公司周二表示。", "zh"),
        ("市長は満足した。", "ja"),
        ("시장은 만족했다.", "ko"),
        ("The mayor of 東京 spoke.", None),
        ("Мэр говорил.", None),
        ("สภาเมืองอนุมัติ", None),
        ("", None),
        ("2024 ！", None),
    ],
)
def test_chinese_japanese_and_korean_are_told_by_their_letters(
    text: str, language: str | None
) -> None:
    assert language_by_script(text) == language


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("中国人民", "中国 国人 人民"),
        ("港の予算。", "港 の 予算"),
        ("「フェリー」", "フェ ェリ リー"),
        ("苹果iPhone 11售价5,499元", "苹果 iPhone 11 售价 5,499 元"),
        ("The mayor of 東京 spoke", "The mayor of 東京 spoke"),
        ("시장은 만족했다.", "시장은 만족했다"),
    ],
)
def test_words_without_spaces_are_pairs_of_characters(text: str, words: str) -> None:
    assert tokens(text) == words.split()


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("市议会的预算和港口", "zh", "市议 议会 预算 港口"),
        ("但是预算", "zh", "是预 预算"),
        ("予算について話した", "ja", "予算 話"),
        ("彼女の予算", "ja", "予算"),
        ("시장은 시장이 예산을 그리고 것", "ko", "시장 시장 예산"),
    ],
)
def test_function_words_do_not_make_terms_in_east_asian_languages(
    text: str, language: str, told: str
) -> None:
    found = terms(tokens(text), language)
    assert [each for each in told.split() if each != "是预"] == found


def test_korean_nouns_are_equal_with_other_particles() -> None:
    assert terms(["예산을"], "ko") == terms(["예산은"], "ko")


@pytest.mark.parametrize("text", ["市长很满意", "市長は満足した", "시장은 만족했다"])
def test_east_asian_scripts_are_known_and_those_of_indochina_are_not(text: str) -> None:
    assert has_known_script(text)
    assert not any(map(has_known_script, ("ສະພາເມືອງ", "ក្រុមប្រឹក្សា", "မြို့တော်ဝန်")))


def test_two_characters_are_as_long_as_a_word() -> None:
    found = sentences("市议会周一批准了四千万欧元的港口预算。", "zh")
    (measured,) = features(found, "", "zh")
    assert unspaced_length(found[0].content) == 18
    assert measured.words == 9


def test_a_chinese_summary_keeps_to_the_number_of_words() -> None:
    short, long = SummaryShape(points=3, words=15), SummaryShape(points=3, words=70)
    shown = [choose(article(CHINESE, "市议会批准港口预算", "zh"), each) for each in (short, long)]
    assert [len(each.chosen) for each in shown] == [2, 3]
    assert sum(shown[0].features[each].words for each in shown[0].chosen) <= 15 * STRETCH


def test_a_number_at_the_beginning_does_not_make_a_sentence_all_numbers() -> None:
    found = sentences("2019年市议会批准了四千万欧元的港口预算。", "zh")
    (measured,) = features(found, "", "zh")
    assert measured.values[NAMES.index("numbers_share")] < 0.1


@pytest.mark.parametrize(
    ("language", "sentence", "dangles"),
    [
        *(("zh", each, True) for each in ("但是市长拒绝了。", "他没有回答。", "她们走了。")),
        *(("zh", each, True) for each in ("此外，学校将关闭。", "对此，市长表示满意。")),
        *(("zh", each, True) for each in ("然而市長拒絕了。", "其中三人受伤。", "“这很好。”")),
        *(("zh", each, False) for each in ("他国军队撤离。", "也门停火。", "这个月下雨。")),
        *(("zh", each, False) for each in ("那曲下雪。", "市长拒绝了。", "而立之年的市长辞职。")),
        *(("ja", each, True) for each in ("しかし市長は断った。", "また学校も閉まる。")),
        *(("ja", each, True) for each in ("同氏は答えなかった。", "一方、議会は反対した。")),
        *(
            ("ja", each, True)
            for each in ("これは始まりだ。", "その後、雨が降った。", "彼は去った。")
        ),
        *(("ja", each, False) for each in ("同盟国が会合した。", "一方的な通告だった。")),
        *(("ja", each, False) for each in ("またがる橋が開く。", "ただいま放送中だ。")),
        *(
            ("ko", each, True)
            for each in ("그러나 시장은 거절했다.", "그는 떠났다.", "이에 따라 닫는다.")
        ),
        *(
            ("ko", each, False)
            for each in ("이순신 동상이 섰다.", "그림이 팔렸다.", "또래가 모였다.")
        ),
    ],
)
def test_east_asian_sentences_that_point_back_are_noticed(
    language: str,
    sentence: str,
    dangles: bool,  # noqa: FBT001
) -> None:
    assert coherence.has_dangling_opener(sentence, language) is dangles


@pytest.mark.parametrize(
    ("quote", "orphaned"),
    [
        ("“我们继续。”", True),
        ("“我们继续，”他说。", True),
        ("“我们继续，”市长张建锋在会上说。", False),
        ("“中国芯”本月将由三家公司投入商用。", False),
        ("市长说：“我们继续。", True),
        ("「港は要る」と話した。", True),
        ("「港は要る」と同氏は述べた。", True),
        ("「港は要る」と田中市長は話した。", False),
        ("『群山』は一九四六年に創刊された。", False),
        ("市長は「港は要る」と話した。", False),
    ],
)
def test_an_east_asian_quote_without_its_speaker_is_an_orphan(
    quote: str,
    orphaned: bool,  # noqa: FBT001
) -> None:
    assert coherence.has_orphaned_quote(quote) is orphaned


@pytest.mark.parametrize(
    ("text", "language", "refers"),
    [
        *(("如图所示，价格上涨。", "zh", True), ("图为市长在现场。", "zh", True)),
        *(("下表列出了价格。", "zh", True), ("议会决定如下：", "zh", True)),
        *(("资料图：市民在寒冷天气中出行。", "zh", True), ("▲图片来自视频截图。", "zh", True)),
        *(("以下表现令人满意。", "zh", False), ("市长来到图书馆。", "zh", False)),
        *(("写真は市長。", "ja", True), ("図1に価格を示す。", "ja", True)),
        *(("主な地点は次の通り。", "ja", True), ("上の写真を見る。", "ja", True)),
        *(("写真家が受賞した。", "ja", False), ("十八歳以下の選手が勝った。", "ja", False)),
    ],
)
def test_an_east_asian_reference_to_a_figure_is_noticed(
    text: str,
    language: str,
    refers: bool,  # noqa: FBT001
) -> None:
    (sentence,) = sentences(text, language)
    assert form(sentence, language).refers_to_figure is refers


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ja", "「港は要る。」と市長は話した。議会は反対した。", 2),
        ("ja", "市長は「反対だ。」と言った。それで終わった。", 2),
        ("ja", "市長は「反対だ。」ところが議会は賛成した。", 2),
        ("ko", '시장은 "좋다. 간다."고 말했다. 그리고 갔다.', 2),
        ("zh", "他说：“很好。我们会来！”市长走了。", 2),
    ],
)
def test_what_follows_a_quote_with_a_period_belongs_to_its_sentence(
    language: str, text: str, found: int
) -> None:
    assert len(sentences(text, language)) == found


def test_no_east_asian_language_is_guessed_from_stop_words() -> None:
    assert likely_language(["的", "是", "の", "수"] * 9) is None


def test_overlap_counts_characters_where_no_spaces_part_words() -> None:
    assert rouge(["港口预算"], ["港口关闭"]).one == pytest.approx(50.0)
    assert rouge(["the harbour"], ["the budget"]).one == pytest.approx(50.0)

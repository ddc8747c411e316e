"""The home of openers: words by which a sentence points back to the one before it, by language.

Each is a pattern in lower case. English has patterns of its own in ``cues``.
"""

# ruff: noqa: E501, RUF001 (one pattern may be longer than a line; the letters of many languages)

from __future__ import annotations

from typing import Final

_UNSPACED: Final = {
    "zh": r"""
        但(?:是|[^书丁])|然而|不过|不過|可是|却|卻|他(?![国國乡鄉])|她|它|牠|其(?!实|實)|其实|其實|
        这(?!(?:个|两|几)?[天周年月])|這(?!(?:個|兩|幾)?[天周年月])|此|该(?!隐)|該(?!隱)|
        那(?:么|麼|些|个|個|时|時|是|里|裡|边|邊|种|種|样|樣|一|名|位|份|次|年|天)|而(?!立)|并且|並且|
        并(?![州非])|並(?!非)|且(?!末)|也(?![门門])|还(?:有|是|将|要|会|能|可|需|应|表示|说|称|指出)|
        還(?:有|是|將|要|會|能|可|需|應|表示|說|稱|指出)|又(?:是|有|一|如)|
        同时|同時|与此同时|與此同時|另外|另一|对此|對此|为此|為此|因此|因而|由此|据此|從而|从而|所以|
        于是|於是|随后|隨後|随即|隨即|之后|之後|之前|然后|然後|后来|後來|接着|接著|最后|最後|此外|
        除此之外|例如|比如|譬如|总之|總之|换言之|換言之|相反|反之|否则|否則|甚至|尤其|特别是|特別是|
        其次|再次|再者|当时|當時|当天|當天|当晚|當晚|当日|當日|届时|屆時|对方|對方|双方|雙方|
        两者|兩者|二者|两人|兩人|二人|前者|后者|後者|上述|以上|事实上|事實上|尽管如此|儘管如此|
        即便如此|如此|至此|对于此|對於此|对这|對這|在这|在這|在此|从这|從這|据他|據他|据她|據她|
        据介绍|據介紹|与之|與之|相比之下|相较之下|相較之下|更(?:重要|为|何况|令|让)
    """,
    "ja": r"""
        しかし|だが|だけど|ただ(?:し|、)|また(?![がたぐ])|さらに|更に|一方(?![的通])|その|それ|そこ|そう|
        そして|これ|この|ここ|こう(?:し|い|な)|こちら|あの|同(?:氏|社|国|省|市|県|町|村|庁|署|大学|日|
        月|年|時|作|紙|誌|局|課|病院|選手|容疑者|被告|じ|様|委|協会|法|駅|校|機|館|州|党|首相|大統領|
        大臣|知事|容疑|団体|サイト|サービス|地区)|彼|両(?:氏|者|社|国|チーム|首脳|党|人|軍|選手)|
        なお|ちなみに|例えば|たとえば|つまり|すなわち|だから|したがって|従って|よって|ゆえに|加えて|
        ところが|ところで|けれど|でも、|もっとも、|むしろ|とりわけ|特に|とはいえ|逆に|反対に|次に|
        続いて|続けて|最後に|結局|やがて|当時|翌|以上|上記|前者|後者|いずれ|どちらも|双方|実際|
        具体的|このほか|ほかに|他に|他方|と同時に|というの|なぜなら|要するに|すると|では、|さて|
        もちろん|確かに|やはり|あわせて|併せて|今回の|こうした|そうした|それでも|にもかかわらず|
        以下の|そのうち|うち、|このうち|代わりに|引き続き|とともに
    """,
}
"""Where no space ends a word, what may follow is part of the pattern."""
_WRITTEN: Final = {
    "de": r"""
        er|sie|es|ihn|ihm|ihr|ihre[mnrs]?|sein(?:e[mnrs]?)?|dies(?:e[mnrs]?)?|jene[mnrs]?|
        das(?= (?:ist|sei|war|hat|wird|sagte|habe|zeigt))|aber|und|oder|doch|denn|auch|zudem|
        außerdem|jedoch|allerdings|dennoch|trotzdem|deshalb|daher|darum|dabei|dazu|dafür|dagegen|
        damit|danach|darauf|daraufhin|hinzu|so|dann|da|dort|hier|somit|schließlich|ebenso|
        gleichzeitig|stattdessen|beide|inzwischen|zuvor|später|zwar|nämlich|deswegen|dadurch|
        davon|davor|hierbei|hierzu|hiermit|weiter(?=,? (?:sagte|erklärte|hieß))|weiterhin|
        letztere[rs]?|ersterer?|zum beispiel|beispielsweise|im gegenteil|im gegensatz dazu|
        nach eigenen angaben|unterdessen|derweil|folglich|anschließend|
        nach(?:dem)? (?:dieser?|diesem)|mit (?:dieser|diesem|diesen)|in diese[mr]|bei diese[mr]|
        vor diesem|trotz diese[rs]
    """,
    "fr": r"""
        il|elle|ils|elles|ce|c['’]est|cela|ça|celui|celle|ceux|cet|cette|ces|son|sa|ses|leurs?|
        mais|et|ou|donc|or|car|aussi|ainsi|alors|puis|ensuite|cependant|toutefois|pourtant|
        néanmoins|par ailleurs|en outre|de plus|en effet|d['’]ailleurs|par exemple|en revanche|
        au contraire|enfin|y|lui|celui-ci|celle-ci|ceux-ci|celles-ci|ce dernier|cette dernière|
        ces derniers|là|dès lors|en conséquence|pendant ce temps|dans ce contexte|de son côté|
        à ce titre|pour (?:lui|elle|eux|cela)|selon (?:lui|elle|eux)|malgré (?:cela|tout)|
        d['’]après (?:lui|elle|eux)|tous deux|toutes deux|en même temps|à noter|autrement dit
    """,
    "es": r"""
        él|ella|ellos|ellas|esto|eso|este|esta|estos|estas|ese|esa|esos|esas|aquel|aquella|su|sus|
        pero|y|o|ni|además|también|tampoco|sin embargo|no obstante|por eso|por ello|así|entonces|
        luego|después|asimismo|por otra parte|por otro lado|en cambio|por ejemplo|de hecho|
        mientras tanto|aun así|por tanto|por lo tanto|de esta (?:forma|manera)|de este modo|
        según (?:él|ella|ellos)|para (?:él|ella|ellos|ello)|a su vez|en ese (?:sentido|momento)|
        en este (?:sentido|contexto|caso)|ambos|ambas|allí|ahí|dicho|dicha|este último|
        esta última|de lo contrario|a pesar de (?:ello|eso|esto)|tras (?:ello|esto|eso)|
        por su parte|finalmente
    """,
    "it": r"""
        egli|lui|lei|loro|esso|essa|questo|questa|questi|queste|quello|quella|quelli|quelle|
        il suo|la sua|i suoi|le sue|ma|e|ed|o|però|inoltre|anche|tuttavia|quindi|dunque|perciò|
        così|poi|infatti|infine|invece|intanto|per esempio|ad esempio|nel frattempo|al contrario|
        per questo|pertanto|comunque|eppure|entrambi|entrambe|secondo (?:lui|lei|loro)|
        quest['’](?!anno|estate|autunno|inverno)\w+|da qui|di conseguenza|allo stesso tempo|
        nonostante (?:ciò|questo)|ciò|in questo (?:modo|caso|senso)|a sua volta|dal canto suo|lì|
        là
    """,
    "pt": r"""
        ele|ela|eles|elas|isto|isso|este|esta|estes|estas|esse|essa|esses|essas|seus?|suas?|mas|e|
        ou|também|além disso|no entanto|porém|contudo|todavia|portanto|assim|então|depois|
        por isso|já|ainda assim|por outro lado|por exemplo|ao mesmo tempo|enquanto isso|
        dessa forma|desta forma|deste modo|na ocasião|segundo (?:ele|ela|eles|elas)|
        para (?:ele|ela|eles|elas)|ambos|ambas|lá|ali|nesse (?:caso|sentido|momento)|
        neste (?:caso|sentido)|apesar disso|com isso|diante disso|além d(?:ele|ela|este|esse)s?|
        em seguida|por fim|o mesmo|a mesma|por sua vez
    """,
    "nl": r"""
        hij|zij|ze|het(?= (?:is|was|gaat|zou))|hun|haar|zijn|dit|dat|deze|die|maar|en|of|want|dus|
        ook|daarnaast|bovendien|echter|toch|daarom|daardoor|daarbij|daarna|vervolgens|verder|zo|
        dan|toen|wel|hem|hen|volgens (?:hem|haar|hen)|beide[n]?|er|daar|hier|hierdoor|hierbij|
        daarmee|daarvoor|daarvan|daartoe|desondanks|niettemin|bijvoorbeeld|ondertussen|intussen|
        tegelijk(?:ertijd)?|later|eerder|ten slotte|tot slot|kortom|immers|namelijk|integendeel|
        in (?:dit|dat) geval|op (?:dit|dat) moment|met (?:dit|deze|die)|na (?:dit|deze|die)
    """,
    "sv": r"""
        han|hon|hans|hennes|dess|deras|detta|denna|dessa|men|och|eller|också|dessutom|honom|henne|
        de(?= (?:är|var|har|hade|ska|skulle|vill|kan|kunde|blev|säger|sade|sa|två|tre)\b)|
        den(?= (?:är|var|har|hade|ska|blev|vill)\b)|
        det(?= (?:säger|sade|sa|skriver|uppger|betyder|visar|innebär|gör|gjorde|beror|hela)\b)|
        dock|därför|däremot|då|sedan|så|därmed|därefter|dessförinnan|ändå|emellertid|där|här|
        samtidigt|vidare|senare|tidigare|båda|enligt (?:honom|henne|dem)|till exempel|trots det|
        i stället|istället|slutligen|annars|nämligen|sådan[at]?|följaktligen|efteråt
    """,
    "no": r"""
        han|hun|hans|hennes|dets|deres|dette|denne|disse|men|og|eller|også|dessuten|ham|henne|
        hende|
        de(?= (?:er|var|har|hadde|havde|skal|vil|ville|kan|kunne|ble|blev|sier|siger|sa|to|tre)\b)|
        den(?= (?:er|var|har|hadde|havde|ble|blev|skal|vil)\b)|
        det(?= (?:sier|siger|sa|sagde|skriver|opplyser|oplyser|betyr|betyder|viser|melder|innebærer|gjør|gjorde|bekrefter|fremgår|kommer fram|skyldes)\b)|
        likevel|derfor|derimot|da|så|samtidig|dermed|imidlertid|der|her|slik|sådan|begge|deretter|
        derefter|etterpå|bagefter|senere|tidligere|i tillegg|desuden|dog|alligevel|ellers|
        for øvrig|ifølge (?:ham|henne|dem|ham selv)|for eksempel|i stedet|til slutt|til sidst|
        nemlig|vedkommende|sistnevnte|sidstnævnte|heller ikke|dessverre|videre|ikke minst
    """,
    "pl": r"""
        on|ona|ono|oni|one|jego|jej|ich|to|ten|ta|te|ci|tego|tej|tym|ale|i|a|oraz|lecz|jednak|
        więc|dlatego|również|także|też|ponadto|poza tym|potem|następnie|natomiast|tymczasem|tam|
        wtedy|jemu|nim|nią|nimi|go|ją|tak|taki|taka|takie|oboje|obaj|zatem|mimo to|jednocześnie|
        według (?:niego|niej|nich)|zdaniem (?:niego|niej|nich)|na przykład|z kolei|wówczas|
        później|wcześniej|przy tym|w tym|przez to|w związku z tym|w efekcie|zaś|otóż|niestety
    """,
    "fi": r"""
        hän|he|se|ne|hänen|heidän|sen|niiden|tämä|nämä|tuo|nuo|mutta|ja|tai|kuitenkin|myös|
        lisäksi|siksi|sitten|silti|näin|toisaalta|samalla|sen sijaan|tällöin|häntä|hänelle|heille|
        heitä|tämän|tästä|tähän|tässä|tällä|näiden|tuon|sitä|siitä|siihen|siinä|sillä|sille|niitä|
        niistä|molemmat|siellä|täällä|tuolloin|myöhemmin|aiemmin|esimerkiksi|kuitenkaan|lopulta|
        muuten|vaikka|hänestä|tosin|puolestaan|siten|täten|tästä huolimatta|vastaavasti
    """,
    "tr": r"""
        o(?! (?:yıl|gün|dönem))|onlar|onun|onların|onu|ona|ondan|onda|bunu|buna|bundan|bunda|
        bunlar\w*|bu(?! (?:yıl|hafta|ay|sabah|akşam|gece|sezon|yaz|kış|arada bir)\b)|bunun|şu|ama|
        fakat|ancak|ve|veya|ayrıca|bununla birlikte|söz konusu|
        bunun (?:üzerine|yanında|yanı sıra)|kendisi|aynı zamanda|aynı şekilde|orada|burada|oradan|
        buradan|sonra|sonrasında|daha önce|ikili|ikisi|her ikisi|çünkü|yani|dolayısıyla|nitekim|
        örneğin|mesela|aksine|buna rağmen|böyle|öyle|şöyle|ne var ki|hâl böyle olunca|halbuki|
        diğer yandan|bir yandan|lakin|zira|hem de|bu nedenle|bu yüzden|daha sonra|ardından|
        öte yandan|üstelik|yine de|böylece|oysa
    """,
    "ar": r"""
        هو|هي|هم|هذا|هذه|ذلك|تلك|لكن|ولكن|كما|أيضا|لذلك|ثم|بعد ذلك|من جهة أخرى|وأضاف|وقال|وتابع|
        وأكد|وأشار|وأوضح|وذكر|ولفت|وكان|وكانت|وهو|وهي|وهذا|وهذه|وذلك|وتلك|كذلك|وكذلك|إلا أن|
        غير أن|وبين|وبحسب|ووفقا|وفي هذا|في هذا|من جانبه|من جانبها|ومن جانبه|وبعد ذلك|لذا|ولذلك|إذ|
        حيث|بينما|فيما|كلاهما|هناك|هؤلاء|أولئك|له|لها|عنه|عنها|منه|منها|به|بها|فيه|فيها|بالتالي|
        وبالتالي|مع ذلك|ومع ذلك|في المقابل|وفي المقابل|على سبيل المثال|أيضًا|وأضافت|وقالت|وأكدت|
        وأشارت|وأوضحت
    """,
    "hi": r"""
        वह|वे|यह|ये|उसने|उन्होंने|उसका|उनका|इसका|लेकिन|और|मगर|इसलिए|हालांकि|इसके अलावा|फिर|वहीं|
        इसके|इसके बाद|इससे|इसमें|इस पर|इस बीच|इनमें|इन|उन|उनके|उनकी|उसके|उसकी|उन्हें|उसे|इसे|
        इन्हें|ऐसे|ऐसा|ऐसी|तब|तो|तभी|साथ ही|दूसरी ओर|दरअसल|उदाहरण के लिए|दोनों|वहां|यहां|बाद में|
        जबकि|क्योंकि
    """,
    "ru": r"""
        он|она|оно|они|его|её|ее|их|ему|ей|им|это|этот|эта|эти|этом|тот|та|те|такой|такая|такие|
        но|а|и|или|также|тоже|однако|поэтому|потом|затем|кроме того|при этом|тем временем|
        таким образом|впрочем|ними|него|неё|нее|них|нём|нем|этого|этой|этих|этому|этим|эту|туда|
        там|тут|здесь|тогда|позже|ранее|оба|обе|кроме этого|между тем|вместе с тем|тем не менее|
        зато|по (?:его|её|ее|их) словам|по (?:его|её|ее|их) мнению|
        в (?:свою|то же) (?:очередь|время)|в результате|в частности|например|наконец|напротив|
        потому|ведь|далее|после этого|из-за этого|в связи с этим|об этом|к тому же|иначе|так
    """,
    "uk": r"""
        він|вона|воно|вони|його|її|їх|їхн\w+|це|цей|ця|ці|але|а|і|й|та|також|теж|однак|тому|потім|
        крім того|при цьому|водночас|проте|йому|їй|ним|ними|нього|неї|них|цього|цієї|цих|цьому|
        цим|там|тут|тоді|пізніше|раніше|обидва|обидві|між тим|тим часом|втім|зате|отже|наприклад|
        за (?:його|її|їх|їхніми) словами|на (?:його|її|їхню) думку|у свою чергу|зокрема|натомість|
        нарешті|після цього|через це|у зв['’]язку з цим|про це|до того ж|інакше|так
    """,
    "ko": r"""
        그|그는|그가|그를|그의|그도|그에게|그녀\w*|그들\w*|이|이는|이를|이에|이로|이와|이날|이들\w*|이러한|
        이같은|이처럼|이후|이어|이어서|이로써|이때|이곳\w*|그러나|하지만|그런데|그리고|그래서|그러면서|
        그러자|그러므로|그럼에도|그래도|그렇지만|그중|그때|그곳\w*|따라서|또|또한|또는|한편|반면|아울러|
        다만|더욱이|게다가|더구나|즉|예를|특히|결국|당시|앞서|둘|둘 다|양측은|양국은|저|해당|위의|아래|
        다음|다음은|왜냐하면|물론|실제로|마찬가지로|반대로|대신|이외에도|이밖에|이 밖에
    """,
}
OTHER_OPENERS: Final = {
    language: "".join(line.strip() for line in written.splitlines())
    for language, written in _WRITTEN.items()
}
UNSPACED_OPENERS: Final = {
    language: "".join(line.strip() for line in written.splitlines())
    for language, written in _UNSPACED.items()
}
"""A pattern for each language but English."""

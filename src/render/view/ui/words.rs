//! Every word of the interface in every language that it speaks, in one table.
//!
//! Knows nothing about which word stands where.

use serde::Serialize;

/// Declares the words once and one constant a language, so that no language can lack a word.
macro_rules! ui_text {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $it:literal, $tr:literal;)*) => {
        /// Every word that templates show by themselves, in one language.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        pub struct UiText {
            /// The language of these words, a BCP 47 tag.
            pub lang: &'static str,
            $($(#[$doc])* pub $name: &'static str,)*
        }

        /// English first: it stands in for languages that have no words here.
        pub(super) static LANGUAGES: [UiText; 3] = [
            UiText { lang: "en", $($name: $en,)* },
            UiText { lang: "it", $($name: $it,)* },
            UiText { lang: "tr", $($name: $tr,)* },
        ];
    };
}

ui_text! {
    // Around every page.
    skip_to_content: "Skip to the content", "Vai al contenuto", "İçeriğe geç";
    menu: "Menu", "Menu", "Menü";
    main_navigation: "Main", "Principale", "Ana menü";
    breadcrumbs: "You are here", "Ti trovi qui", "Bulunduğunuz yer";
    contents: "On this page", "In questa pagina", "Bu sayfada";
    languages: "Languages", "Lingue", "Diller";
    edition: "Edition", "Edizione", "Sürüm";
    licence: "Licence", "Licenza", "Lisans";
    feed: "Feed", "Feed", "Akış";
    footer_navigation: "About this book", "Su questo libro", "Bu kitap hakkında";
    made_with: "Made with briefbook", "Realizzato con briefbook", "briefbook ile hazırlandı";
    edit_page: "Edit this page", "Modifica questa pagina", "Bu sayfayı düzenle";
    switch_theme: "Switch between light and dark", "Passa da chiaro a scuro", "Açık ve koyu görünüm arasında geç";
    home: "Home", "Inizio", "Ana sayfa";
    shown_in: "This page has no translation yet and is shown in", "Questa pagina non è ancora tradotta ed è mostrata in", "Bu sayfanın henüz çevirisi yok; şu dilde gösteriliyor:";
    /// Before the names of languages that a page lacks.
    not_translated: "not translated", "non tradotta", "çevrilmedi";
    outdated: "older than the original", "più vecchia dell’originale", "aslından eski";
    search: "Search", "Cerca", "Ara";

    // Parts of content pages.
    bottom_line: "Bottom line", "In sintesi", "Özet sonuç";
    key_judgements: "Key judgements", "Giudizi chiave", "Temel değerlendirmeler";
    notes: "Notes", "Note", "Notlar";
    back_to_text: "Back to the text", "Torna al testo", "Metne dön";
    sources: "Sources", "Fonti", "Kaynaklar";
    about_the_source: "About the source", "Sulla fonte", "Kaynak hakkında";
    cited_in_notes: "Cited in", "Citata in", "Anıldığı notlar";
    linked_from: "Linked from", "Collegamenti in entrata", "Bu sayfaya bağlantı verenler";
    mentioned_in: "Named without a link", "Nominato senza collegamento", "Bağlantısız anıldığı yerler";
    corrections: "Corrections", "Correzioni", "Düzeltmeler";
    how_to_cite: "How to cite this page", "Come citare questa pagina", "Bu sayfa nasıl kaynak gösterilir";
    for_reference_managers: "For reference managers", "Per gestori di bibliografie", "Kaynakça yöneticileri için";
    download: "Download", "Scarica", "İndir";
    record: "Record", "Scheda", "Kayıt";
    date: "Date", "Data", "Tarih";
    as_of: "As of", "Aggiornato ai fatti del", "Bilgilerin geçerli olduğu tarih";
    updated: "Updated", "Modificato", "Değiştirildi";
    review_by: "Review by", "Da rivedere entro", "Gözden geçirme tarihi";
    authors: "Authors", "Autori", "Yazarlar";
    reviewed_by: "Reviewed by", "Rivisto da", "Gözden geçiren";
    supersedes: "Replaces", "Sostituisce", "Yerini aldığı";
    topics: "Topics", "Temi", "Konular";
    actors: "Actors", "Attori", "Aktörler";
    figures: "Figures", "Cifre", "Veriler";
    disputes: "Disputes", "Divergenze", "Uyuşmazlıklar";
    events: "Events", "Eventi", "Olaylar";
    terms: "Terms", "Termini", "Terimler";
    briefs: "Briefs", "Schede", "Bilgi notları";
    timeline: "Timeline", "Cronologia", "Zaman çizelgesi";
    glossary: "Glossary", "Glossario", "Sözlük";
    bibliography: "Bibliography", "Bibliografia", "Kaynakça";
    map: "Map of the book", "Mappa del libro", "Kitabın haritası";
    map_about: "Topics on both sides, each with its briefs as numbered squares and its actors by name. Between them stand the actors that several topics share; a line leads to each topic whose briefs name the actor most, and is thicker where more briefs do. The list below says the same in words.", "Sui due lati i temi, ciascuno con le sue schede come quadrati numerati e i suoi attori per nome. Al centro gli attori che più temi hanno in comune: una linea porta a ciascuno dei temi le cui schede li nominano di più, tanto più spessa quante più sono le schede. L’elenco qui sotto dice lo stesso a parole.", "Konular iki yanda durur; her birinde bilgi notları numaralı kareler, aktörler ise adlarıyla gösterilir. Ortada birden çok konunun paylaştığı aktörler yer alır; çizgiler, bilgi notlarında aktörün en çok anıldığı konulara gider ve not sayısı arttıkça kalınlaşır. Aşağıdaki liste aynı bilgiyi sözcüklerle verir.";
    map_as_list: "The same as a list", "Lo stesso come elenco", "Liste olarak";
    /// Names how much the map shows.
    map_shows: "Shown here:", "Mostrati qui:", "Burada gösterilenler:";
    /// `{n}` is replaced by the number, `{all}` by the number of all and what they are.
    of_all: "{n} of {all}", "{n} di {all}", "{all} içinden {n}";
    /// Before topics, each with the number of briefs in common.
    shared_with: "Shared with", "In comune con", "Ortak:";
    shared_actors: "Actors that topics share", "Attori comuni a più temi", "Konuların paylaştığı aktörler";
    nearby: "Near this page", "Vicino a questa pagina", "Bu sayfanın yakınındakiler";
    changes: "Recent changes", "Modifiche recenti", "Son değişiklikler";
    newer: "Newer", "Più recente", "Daha yeni";
    older: "Older", "Meno recente", "Daha eski";
    also_known_as: "Also known as", "Noto anche come", "Diğer adları";
    kind: "Type", "Tipo", "Tür";
    side: "Belongs to", "Appartiene a", "Bağlı olduğu taraf";
    retracted: "Retracted", "Ritirata", "Geri çekildi";
    disputed: "Disputed", "Controverso", "Tartışmalı";
    linking_pages: "Links here", "Rimandi", "Gelen bağlantılar";

    // Revisions.
    revisions: "Revisions", "Revisioni", "Değişiklik geçmişi";
    first_published: "First published", "Prima pubblicazione", "İlk yayım";
    /// `{added}` and `{removed}` are replaced by the numbers.
    words_changed: "Words added: {added}, removed: {removed}", "Parole aggiunte: {added}, tolte: {removed}", "Eklenen sözcük: {added}, çıkarılan: {removed}";
    /// `{n}` is replaced by the number.
    earlier_revisions: "Earlier revisions, not shown here: {n}", "Revisioni precedenti, non mostrate qui: {n}", "Burada gösterilmeyen daha eski değişiklikler: {n}";
    page_title: "Title", "Titolo", "Başlık";
    corrections_feed: "Corrections (feed)", "Correzioni (feed)", "Düzeltmeler (akış)";

    // Sources.
    reference: "Reference", "Riferimento", "Künye";
    key: "Cited as", "Citata come", "Anılma biçimi";
    missing: "Not given by the source", "Non indicato dalla fonte", "Kaynakta belirtilmeyenler";
    inferred: "Inferred", "Dedotto", "Çıkarsanan";
    snapshot: "Stored copy", "Copia conservata", "Saklanan kopya";
    sha256: "SHA-256", "SHA-256", "SHA-256";
    known_through: "Known only through", "Nota solo attraverso", "Yalnızca şu kaynaktan biliniyor";
    known_works: "Works known through this source", "Opere note attraverso questa fonte", "Bu kaynaktan bilinen eserler";
    passages: "Where it is cited", "Dove è citata", "Anıldığı yerler";
    citing_pages: "Pages that cite it", "Pagine che la citano", "Bu kaynağı anan sayfalar";
    no_passages: "No passage cites this source.", "Nessun passo cita questa fonte.", "Hiçbir metin bu kaynağı anmıyor.";
    no_locator: "no place given", "senza indicazione del passo", "yer belirtilmemiş";
    /// For a work whose record says where another source cites it.
    place_in_record: "place given in the record", "passo indicato nella scheda", "yeri kayıtta belirtilmiş";
    resting_figures: "Figures that rest on it", "Cifre che vi si fondano", "Bu kaynağa dayanan veriler";
    passages_count: "Passages", "Passi", "Anılma";

    // Figures.
    definition: "Definition", "Definizione", "Tanım";
    unit: "Unit", "Unità", "Birim";
    chart: "Chart", "Grafico", "Grafik";
    observations: "Observations", "Osservazioni", "Gözlemler";
    period: "Period", "Periodo", "Dönem";
    figure_and_period: "Figure and period", "Cifra e periodo", "Veri ve dönem";
    place: "Place in the source", "Passo della fonte", "Kaynaktaki yeri";
    value: "Value", "Valore", "Değer";
    source: "Source", "Fonte", "Kaynak";
    as_written: "As written", "Testo della fonte", "Kaynaktaki ifade";
    note: "Note", "Nota", "Not";
    compared_with: "compared with", "rispetto a", "karşılaştırma dönemi:";
    preferred: "preferred", "preferito", "tercih edilen";
    where_used: "Where it is used", "Dove è usata", "Kullanıldığı yerler";
    more_figures: "More figures", "Altre cifre", "Diğer veriler";
    more_disputes: "More disputes", "Altre divergenze", "Diğer uyuşmazlıklar";
    earlier_events: "Earlier events", "Eventi precedenti", "Daha önceki olaylar";
    more_observations: "More observations", "Altre osservazioni", "Diğer gözlemler";
    publisher: "Publisher", "Editore", "Yayımcı";
    web_address: "Web address", "Indirizzo web", "Web adresi";
    changes_basis: "Dates are those that briefs and corrections give themselves.", "Le date sono quelle indicate dalle schede e dalle correzioni.", "Tarihler, bilgi notlarının ve düzeltmelerin kendi verdiği tarihlerdir.";
    moved: "This page has moved to", "Questa pagina si è spostata:", "Bu sayfa taşındı:";
    /// Of a heading's link to itself; the heading's text follows.
    link_to_section: "Link to section", "Collegamento alla sezione", "Bölüme bağlantı";
    table: "Table", "Tabella", "Tablo";
    code: "Code", "Codice", "Kod";
    alert_tip: "Tip", "Consiglio", "İpucu";
    alert_important: "Important", "Importante", "Önemli";
    alert_warning: "Warning", "Avvertenza", "Uyarı";
    alert_caution: "Caution", "Attenzione", "Dikkat";
    task_done: "Done", "Fatto", "Tamamlandı";
    task_to_do: "To do", "Da fare", "Yapılacak";
    /// Before the other values of a period.
    also_given: "also given:", "altri valori:", "verilen diğer değerler:";
    /// `{n}` is replaced by the number.
    line_of: "line {n} of the stored text", "riga {n} del testo conservato", "saklanan metnin {n}. satırı";
    /// `{n}` is replaced by the numbers.
    lines_of: "lines {n} of the stored text", "righe {n} del testo conservato", "saklanan metnin {n}. satırları";
    // Names of files of data.
    file_csv: "CSV", "CSV", "CSV";
    file_json: "JSON", "JSON", "JSON";
    file_bibtex: "BibTeX", "BibTeX", "BibTeX";
    file_ris: "RIS", "RIS", "RIS";
    file_csl_json: "CSL-JSON", "CSL-JSON", "CSL-JSON";
    file_evidence: "the evidence of the whole book (JSON)", "le evidenze di tutto il libro (JSON)", "kitabın tüm kanıtları (JSON)";
    file_schema: "its schema (JSON Schema)", "il loro schema (JSON Schema)", "şeması (JSON Schema)";

    // Disputes.
    positions: "Positions", "Posizioni", "Görüşler";
    reconciliation: "How they may fit", "Come possono conciliarsi", "Nasıl bağdaşabilir";
    computed_disputes: "Values that cannot all hold", "Valori incompatibili fra loro", "Birlikte doğru olamayacak değerler";
    computed_dispute_explained: "For one period these values have none in common.", "Per lo stesso periodo questi valori non ne hanno uno in comune.", "Aynı dönem için bu değerlerin ortak bir noktası yoktur.";
    explained_by: "Explained in", "Spiegato in", "Açıklandığı yer";
    recorded_disputes: "What the sources disagree about", "Su che cosa le fonti divergono", "Kaynakların anlaşamadığı konular";
    no_disputes: "No disputes are recorded.", "Nessuna divergenza registrata.", "Kayıtlı uyuşmazlık yok.";

    // Lists.
    all_briefs: "All briefs", "Tutte le schede", "Tüm bilgi notları";
    all_figures: "All figures", "Tutte le cifre", "Tüm veriler";
    all_disputes: "All disputes", "Tutte le divergenze", "Tüm uyuşmazlıklar";
    all_changes: "All changes", "Tutte le modifiche", "Tüm değişiklikler";
    latest_briefs: "Latest briefs", "Schede più recenti", "En yeni bilgi notları";
    key_figures: "Key figures", "Cifre principali", "Başlıca veriler";
    pages: "Pages", "Pagine", "Sayfalar";
    previous_page: "Previous page", "Pagina precedente", "Önceki sayfa";
    next_page: "Next page", "Pagina successiva", "Sonraki sayfa";
    /// Before the number of a page.
    page_number: "Page", "Pagina", "Sayfa";
    years: "Years", "Anni", "Yıllar";
    letters: "Letters", "Lettere", "Harfler";
    not_expanded: "No source says what it stands for.", "Nessuna fonte la scioglie.", "Hiçbir kaynak açılımını vermiyor.";
    used_in: "Used in", "Usato in", "Kullanıldığı yerler";
    cited_times: "Citations", "Citazioni", "Anılma sayısı";
    latest: "Latest", "Ultimo", "En yeni";
    nothing_yet: "Nothing here yet.", "Ancora nulla.", "Henüz bir şey yok.";

    // Search.
    search_label: "Search this book", "Cerca nel libro", "Kitapta ara";
    search_button: "Search", "Cerca", "Ara";
    search_needs_scripts: "Searching needs JavaScript. Without it, these lists lead to everything in the book:", "La ricerca richiede JavaScript. Senza, questi elenchi portano a tutto il libro:", "Arama için JavaScript gerekir. JavaScript olmadan bu listeler kitaptaki her şeye götürür:";
    /// Announced when a query has no results.
    search_none: "Nothing found.", "Nessun risultato.", "Sonuç bulunamadı.";
    search_one: "1 result", "1 risultato", "1 sonuç";
    /// `{n}` is replaced by the number.
    search_many: "{n} results", "{n} risultati", "{n} sonuç";
    search_first: "the first {n} are shown", "si mostrano i primi {n}", "ilk {n} sonuç gösteriliyor";
    /// The button below them.
    search_more: "Show more results", "Mostra altri risultati", "Daha fazla sonuç göster";
    search_failed: "The search index could not be loaded.", "Non è stato possibile caricare l’indice.", "Arama dizini yüklenemedi.";
    search_loading: "Searching …", "Ricerca in corso …", "Aranıyor …";
    search_hint: "The beginning of a word is enough, and accents may be left out.", "Basta l’inizio di una parola, e gli accenti si possono omettere.", "Sözcüğün başı yeterlidir; aksanlar yazılmayabilir.";
    /// The choice that does not narrow a search.
    search_everything: "Everything", "Tutto", "Tümü";

    // Not found.
    not_found: "Page not found", "Pagina non trovata", "Sayfa bulunamadı";
    not_found_text: "There is no page at this address. It may have been moved, or the address may be mistyped.", "A questo indirizzo non c’è alcuna pagina. Potrebbe essere stata spostata, oppure l’indirizzo è errato.", "Bu adreste bir sayfa yok. Sayfa taşınmış ya da adres yanlış yazılmış olabilir.";
    try_instead: "Try one of these", "Si può provare con", "Şunları deneyebilirsiniz";

    // In the place of a page that was never opened, without a network.
    offline: "This page cannot be read offline", "Questa pagina non è disponibile offline", "Bu sayfa çevrimdışı okunamıyor";
    offline_text: "There is no connection, and this page was not opened on this device before. Pages that were opened can still be read.", "Manca la connessione, e questa pagina non è mai stata aperta su questo dispositivo. Le pagine già aperte si possono ancora leggere.", "Bağlantı yok ve bu sayfa bu cihazda daha önce açılmamış. Açılmış olan sayfalar okunabilir.";

    // The page beside the site in an archive.
    open_book: "Open the book", "Apri il libro", "Kitabı aç";
    start_here_text: "Unpack the whole archive before you open the book: its pages lie beside this one, and need no network.", "Prima di aprire il libro, estrarre l’intero archivio: le pagine si trovano accanto a questa e non richiedono la rete.", "Kitabı açmadan önce arşivin tamamını çıkarın: sayfaları bu sayfanın yanındadır ve ağ bağlantısı gerektirmez.";

    // The book in one file.
    book_contents: "Contents", "Indice", "İçindekiler";
    /// Before the address of the site.
    published_at: "Published at", "Pubblicato su", "Yayımlandığı adres";
    epub_accessibility: "Text with headings, lists and tables, in reading order. Every chart is followed by a table that says the same, and images have descriptions. Notes are linked both ways.", "Testo con titoli, elenchi e tabelle, nell’ordine di lettura. A ogni grafico segue una tabella con gli stessi dati, e le immagini hanno una descrizione. Le note sono collegate nei due sensi.", "Başlıklar, listeler ve tablolar içeren, okuma sırasında metin. Her grafiği aynı verileri veren bir tablo izler; görsellerin açıklamaları vardır. Notlar iki yönlü bağlantılıdır.";

    // Embeds.
    from_page: "From", "Da", "Alındığı sayfa:";

    // Closed lists.
    confidence_high: "High confidence", "Attendibilità alta", "Yüksek güven";
    confidence_moderate: "Moderate confidence", "Attendibilità media", "Orta güven";
    confidence_low: "Low confidence", "Attendibilità bassa", "Düşük güven";
    status_draft: "Draft", "Bozza", "Taslak";
    status_review: "In review", "In revisione", "İncelemede";
    status_published: "Published", "Pubblicato", "Yayımlandı";
    status_superseded: "Superseded", "Superato", "Yerine yenisi geçti";
    status_withdrawn: "Withdrawn", "Ritirato", "Geri çekildi";
    dispute_definition: "Definition", "Definizione", "Tanım";
    dispute_date: "Date", "Data", "Tarih";
    dispute_rounding: "Rounding", "Arrotondamento", "Yuvarlama";
    dispute_scope: "Scope", "Ambito", "Kapsam";
    dispute_disagreement: "Disagreement", "Disaccordo", "Görüş ayrılığı";
    dispute_kind: "Kind", "Tipo", "Tür";
    dispute_computed: "Incompatible values", "Valori incompatibili", "Bağdaşmayan değerler";
    observation_actual: "Actual", "Effettivo", "Gerçekleşen";
    observation_claimed: "Claimed", "Dichiarato", "İddia edilen";
    observation_target: "Target", "Obiettivo", "Hedef";
    observation_forecast: "Forecast", "Previsione", "Tahmin";
    actor_person: "Person", "Persona", "Kişi";
    actor_organisation: "Organisation", "Organizzazione", "Kuruluş";
    actor_company: "Company", "Azienda", "Şirket";
    actor_state: "State", "Stato", "Devlet";
    actor_programme: "Programme", "Programma", "Program";
    actor_platform: "Platform", "Piattaforma", "Platform";
    actors_person: "People", "Persone", "Kişiler";
    actors_organisation: "Organisations", "Organizzazioni", "Kuruluşlar";
    actors_company: "Companies", "Aziende", "Şirketler";
    actors_state: "States", "Stati", "Devletler";
    actors_programme: "Programmes", "Programmi", "Programlar";
    actors_platform: "Platforms", "Piattaforme", "Platformlar";
    kind_brief: "Brief", "Scheda", "Bilgi notu";
    kind_topic: "Topic", "Tema", "Konu";
    kind_actor: "Actor", "Attore", "Aktör";
    kind_source: "Source", "Fonte", "Kaynak";
    kind_figure: "Figure", "Cifra", "Veri";
    kind_dispute: "Dispute", "Divergenza", "Uyuşmazlık";
    kind_event: "Event", "Evento", "Olay";
    kind_term: "Term", "Termine", "Terim";
    kind_page: "Page", "Pagina", "Sayfa";
    kinds_brief: "Briefs", "Schede", "Bilgi notları";
    kinds_topic: "Topics", "Temi", "Konular";
    kinds_actor: "Actors", "Attori", "Aktörler";
    kinds_source: "Sources", "Fonti", "Kaynaklar";
    kinds_figure: "Figures", "Cifre", "Veriler";
    kinds_dispute: "Disputes", "Divergenze", "Uyuşmazlıklar";
    kinds_event: "Events", "Eventi", "Olaylar";
    kinds_term: "Terms", "Termini", "Terimler";
    kinds_page: "Pages", "Pagine", "Sayfalar";
    change_added: "Added", "Aggiunta", "Eklendi";
    change_changed: "Changed", "Modificata", "Değiştirildi";
    change_corrected: "Corrected", "Corretta", "Düzeltildi";
    change_superseded: "Superseded", "Superata", "Yerine yenisi geçti";
    change_withdrawn: "Withdrawn", "Ritirata", "Geri çekildi";

    // Counts: one, several.
    one_brief: "brief", "scheda", "bilgi notu";
    many_brief: "briefs", "schede", "bilgi notu";
    one_topic: "topic", "tema", "konu";
    many_topic: "topics", "temi", "konu";
    one_actor: "actor", "attore", "aktör";
    many_actor: "actors", "attori", "aktör";
    one_source: "source", "fonte", "kaynak";
    many_source: "sources", "fonti", "kaynak";
    one_figure: "figure", "cifra", "veri";
    many_figure: "figures", "cifre", "veri";
    one_dispute: "dispute", "divergenza", "uyuşmazlık";
    many_dispute: "disputes", "divergenze", "uyuşmazlık";
    one_event: "event", "evento", "olay";
    many_event: "events", "eventi", "olay";
    one_term: "term", "termine", "terim";
    many_term: "terms", "termini", "terim";
    one_page: "page", "pagina", "sayfa";
    many_page: "pages", "pagine", "sayfa";

    // Notices.
    notice_draft: "This is a draft", "Questa è una bozza", "Bu bir taslaktır";
    notice_review: "This brief is in review", "Questa scheda è in revisione", "Bu bilgi notu incelemededir";
    notice_superseded: "This brief has been superseded", "Questa scheda è stata superata", "Bu bilgi notunun yerine yenisi geçti";
    notice_withdrawn: "This brief has been withdrawn", "Questa scheda è stata ritirata", "Bu bilgi notu geri çekildi";
    notice_retracted_source: "This source has been retracted", "Questa fonte è stata ritirata", "Bu kaynak geri çekildi";
    notice_rests_on_retracted: "This page rests on a retracted source", "Questa pagina si fonda su una fonte ritirata", "Bu sayfa geri çekilmiş bir kaynağa dayanıyor";
    notice_corrected_source: "This source has been corrected", "Questa fonte è stata corretta", "Bu kaynak düzeltildi";
    notice_rests_on_corrected: "This page rests on a source that was corrected", "Questa pagina si fonda su una fonte che è stata corretta", "Bu sayfa düzeltilmiş bir kaynağa dayanıyor";
    notice_review_due: "This page is past its review date", "Per questa pagina è scaduto il termine di revisione", "Bu sayfanın gözden geçirme tarihi geçti";
    due_for_review_since: "Due for review since {date}.", "Da rivedere dal {date}.", "Gözden geçirilmesi gereken tarih: {date}.";

    // Dates.
    /// The twelve months, separated by spaces.
    months: "January February March April May June July August September October November December", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık";
    /// The four quarters, separated by semicolons; `{year}` is replaced by the year.
    quarters: "first quarter of {year};second quarter of {year};third quarter of {year};fourth quarter of {year}", "primo trimestre {year};secondo trimestre {year};terzo trimestre {year};quarto trimestre {year}", "{year} birinci çeyreği;{year} ikinci çeyreği;{year} üçüncü çeyreği;{year} dördüncü çeyreği";
}

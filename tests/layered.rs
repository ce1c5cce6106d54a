//! A catalog over another: what both have is that of the upper one, and everything else of both is found, searched and told by its words.

use std::path::Path;

use rstest::rstest;
use smtpref::compare::compare;
use smtpref::explain::{Kind, explain};
use smtpref::lookup::{Lookup, parse_lookups};
use smtpref::search::{FIELDS, Filter, Search};
use smtpref_catalog::{
    Catalog, Code, Codes, Folded, Index, Pack, Slug, SourceFile, check, check_layer, read_folder,
};

/// The lower catalog: the valid one of the checker's cases.
fn below() -> Catalog {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalogs/valid");
    let checked = check(&read_folder(&folder).unwrap()).unwrap();
    Catalog::new(Pack::new(checked).unwrap())
}

/// A file of the lower catalog with pieces replaced.
fn changed(path: &str, pieces: &[(&str, &str)]) -> SourceFile {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalogs/valid");
    let mut text = std::fs::read_to_string(folder.join(path)).unwrap();
    for (from, to) in pieces {
        assert!(text.contains(from), "{from} is not in {path}");
        text = text.replace(from, to);
    }
    SourceFile {
        path: path.to_owned(),
        text,
    }
}

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

/// A provider of one's own whose cause, source and related pages are those of the lower catalog.
fn intranet() -> String {
    let text = include_str!("fixtures/own/intranet.toml");
    text.replace("rfc5321", "acme-help").replace(
        "samples =",
        "related = [\"550\", \"acme/moved\"]\nsamples =",
    )
}

/// A page of the lower catalog, told anew.
fn user_unknown() -> SourceFile {
    changed(
        "causes/user-unknown.toml",
        &[
            (
                "title = \"User unknown\"",
                "title = \"Nobody of that name\"",
            ),
            ("it has no such mailbox.", "the xylophone is silent."),
        ],
    )
}

/// The upper catalog's files.
fn files() -> Vec<SourceFile> {
    vec![
        user_unknown(),
        changed(
            "pairs/550-551.toml",
            &[("550 knows no way", "550, so we say, knows no way")],
        ),
        file("providers/intranet.toml", &intranet()),
        file(
            "phrases/en.toml",
            "language = \"en\"\n[[rules]]\ncause = \"user-moved\"\nany = [\"user unknown\"]\nsamples = [\"550 user unknown\"]\n",
        ),
        file(
            "synonyms.toml",
            "[[group]]\nwords = [\"colleague\", \"coworker\"]\n",
        ),
    ]
}

/// Both.
fn layered() -> Catalog {
    let below = below();
    let checked = check_layer(&files(), &below).unwrap_or_else(|problems| panic!("{problems}"));
    below.with_layer(Pack::new(checked).unwrap())
}

fn code(text: &'static str) -> Code {
    Code::named(text).unwrap()
}

fn title(catalog: &Catalog, text: &'static str) -> &'static str {
    catalog.entry(catalog.find(code(text)).unwrap()).title
}

#[test]
fn entries_of_both_are_found_and_the_upper_one_wins() {
    let catalog = layered();
    assert_eq!(title(&catalog, "550"), "Mailbox unavailable");
    assert_eq!(title(&catalog, "acme/moved"), "Account has moved");
    assert_eq!(title(&catalog, "intranet/left"), "Left the company");
    assert_eq!(title(&catalog, "user-unknown"), "Nobody of that name");
    assert_eq!(catalog.entries().len(), below().entries().len() + 1);
    assert_eq!(
        catalog.find_name("intranet/left"),
        Some(code("intranet/left"))
    );
    assert_eq!(catalog.find_name("user-moved"), Some(code("user-moved")));
}

#[test]
fn every_code_is_in_order_and_has_its_own_page() {
    let catalog = layered();
    assert!(catalog.codes().is_sorted());
    assert_eq!(catalog.codes().len(), catalog.ids().len());
    for (id, &code) in catalog.ids().zip(catalog.codes()) {
        assert_eq!(catalog.entry(id).code, code);
        assert_eq!(catalog.find(code), Some(id));
        assert_eq!(catalog.is_provider_reply(id), code.provider().is_some());
        if let Some(reply) = catalog.page(id).detail.reply() {
            assert_eq!(Some(reply.provider.as_str()), code.provider());
        }
    }
    let id = catalog.find(code("user-unknown")).unwrap();
    assert!(catalog.prose(id).contains("mailbox"));
}

#[test]
fn pairs_sources_providers_and_synonyms_are_those_of_both() {
    let catalog = layered();
    let (pair, swapped) = catalog.pair(code("551"), code("550")).unwrap();
    assert!(swapped && pair.summary.starts_with("550, so we say"));
    assert_eq!(catalog.pair_codes().len(), 1);
    assert!(catalog.source("rfc5321").is_some());
    let providers: Vec<&str> = catalog.providers().iter().map(|of| of.name).collect();
    assert_eq!(providers, ["Acme Mail", "Our own servers"]);
    assert_eq!(catalog.synonyms().len(), 2);
}

#[test]
fn a_source_of_the_upper_one_hides_its_namesake() {
    let below = below();
    let files = [
        file("providers/intranet.toml", &intranet()),
        file(
            "sources.toml",
            "[acme-help]\ntitle = \"Our copy\"\nurl = \"https://wiki.example.com/acme\"\n",
        ),
    ];
    let catalog = below.with_layer(Pack::new(check(&[]).unwrap()).unwrap());
    let checked = check_layer(&files, &catalog).unwrap();
    let catalog = catalog.with_layer(Pack::new(checked).unwrap());
    assert_eq!(catalog.source("acme-help").unwrap().title, "Our copy");
    assert_eq!(catalog.sources().len(), 3);
    assert_eq!(title(&catalog, "intranet/left"), "Left the company");
}

#[test]
fn the_index_is_that_of_a_catalog_that_was_packed_as_one() {
    let catalog = layered();
    let entries: Vec<_> = catalog.entries().cloned().collect();
    let whole = Index::build(entries.iter());
    let joined = catalog.index();
    assert_eq!(joined.count(), whole.count());
    assert!(joined.standings().eq(whole.standings()));
    for term in 0..whole.count() {
        let of = |index: &Index| -> Vec<_> {
            let mut all: Vec<_> = index
                .postings(term)
                .map(|of| (of.id(), of.place()))
                .collect();
            all.sort();
            all
        };
        assert_eq!(of(joined), of(&whole));
        let wholes = |index: &Index| -> Vec<_> {
            let mut all: Vec<_> = index.wholes(term).collect();
            all.sort_unstable();
            all
        };
        assert_eq!(wholes(joined), wholes(&whole));
    }
    for id in catalog.ids() {
        let of =
            |index: &Index| -> Vec<Vec<u32>> { index.phrases(id).map(Iterator::collect).collect() };
        assert_eq!(of(joined), of(&whole));
    }
}

#[rstest]
#[case::of_the_upper("left the company", &["intranet/left"])]
#[case::summary_of_the_upper("zeppelin", &["intranet/left"])]
#[case::of_the_lower("account has moved", &["acme/moved"])]
#[case::told_anew("xylophone", &["user-unknown"])]
#[case::code("551", &["551"])]
#[case::name("intranet/left", &["intranet/left"])]
fn the_search_finds_both(#[case] query: &str, #[case] first: &[&str]) {
    let catalog = layered();
    let search = Search::new(&catalog);
    let results = search.run(query, &Filter::default());
    let found: Vec<String> = results
        .hits
        .iter()
        .map(|hit| hit.lookup.to_string())
        .collect();
    assert!(
        found.starts_with(&first.iter().map(ToString::to_string).collect::<Vec<_>>()),
        "{found:?}"
    );
}

#[test]
fn what_is_told_anew_is_not_found_by_its_old_words() {
    let prose = |catalog: &Catalog, word: &str| -> Vec<String> {
        let entries = catalog.prose_words().entries(word);
        entries
            .map(|id| catalog.entry(id).code.to_string())
            .collect()
    };
    let catalog = layered();
    assert_eq!(prose(&catalog, "abandoned"), [""; 0]);
    for word in ["address", "mailbox", "account"] {
        for name in prose(&catalog, word) {
            let id = catalog.find_name(&name).or_else(|| name.parse().ok());
            let id = catalog.find(id.unwrap()).unwrap();
            assert!(catalog.prose(id).contains(word), "{name} has no {word}");
        }
    }
    let cause = Slug::new("user-unknown").unwrap();
    let replies: Vec<String> = catalog
        .uses()
        .of_cause(cause)
        .map(|id| catalog.entry(id).code.to_string())
        .collect();
    assert_eq!(
        replies,
        ["acme/no-such-user", "acme/s-509", "intranet/left"]
    );
    let of_code = catalog.uses().of_code(code("550"));
    assert_eq!(of_code.len(), 2);
}

#[rstest]
#[case::own_words("550 5.1.1 bob has left the company", "intranet/left")]
#[case::of_the_lower("551 The Acme account of bob@example.com has moved", "acme/moved")]
#[case::equal_phrases("550 user unknown", "user-moved")]
#[case::number_of_the_lower("550 5.7.509 Sorry", "acme/s-509")]
fn rules_of_both_are_met(#[case] reply: &str, #[case] entry: &str) {
    let catalog = layered();
    let folded = Folded::new(reply);
    let candidates = catalog
        .matcher()
        .candidates(Codes::of_reply(reply), &folded, reply.len());
    assert_eq!(candidates[0].rule.entry().to_string(), entry);
}

#[test]
fn a_reply_that_is_told_anew_has_its_new_rule_alone() {
    let below = below();
    let text = intranet()
        .replace("\"intranet\"", "\"acme\"")
        .replace("\"left\"", "\"moved\"")
        .replace(", \"acme/moved\"", "");
    let checked = check_layer(&[file("providers/acme.toml", &text)], &below).unwrap();
    let catalog = below.with_layer(Pack::new(checked).unwrap());
    let best = |reply: &str| -> Vec<String> {
        let folded = Folded::new(reply);
        let candidates = catalog
            .matcher()
            .candidates(Codes::of_reply(reply), &folded, reply.len());
        candidates
            .iter()
            .map(|of| of.rule.entry().to_string())
            .collect()
    };
    assert_eq!(best("551 The Acme account has moved"), [""; 0]);
    assert_eq!(best("550 5.1.1 bob has left the company"), ["acme/moved"]);
    assert_eq!(
        title(&catalog, "acme/no-such-user"),
        "Account does not exist"
    );
    let rules = catalog.matcher().rules();
    assert_eq!(
        rules
            .filter(|rule| rule.name.to_string() == "acme/moved")
            .count(),
        1
    );
    // The marks of both name the provider.
    let names = |reply| catalog.matcher().providers(&Folded::new(reply));
    assert_eq!(names("see intra.example and acmesmtp"), ["acme"]);
}

#[test]
fn a_layer_names_what_is_below_and_nothing_else() {
    let text = intranet()
        .replace("cause = \"user-unknown\"", "cause = \"user-gone\"")
        .replace("\"acme-help\"", "\"acme-page\"")
        .replace("\"550\", \"acme", "\"552\", \"acme");
    let below = below();
    let problems = check_layer(&[file("providers/intranet.toml", &text)], &below).map(|_| ());
    assert_eq!(
        problems.unwrap_err().to_string(),
        "providers/intranet.toml:9: the source \"acme-page\" is not in sources.toml: add it there\n\
         providers/intranet.toml:17: the cause user-gone has no page: write causes/user-gone.toml\n\
         providers/intranet.toml:18: `related` names 552, a code without a page: write the page or remove it"
    );
}

/// As within one catalog, a reply goes with an enhanced status code of its own class, and the page of that has to have the class.
#[test]
fn a_layer_names_only_classes_of_the_pages_below() {
    let reply = changed(
        "replies/550.toml",
        &[
            ("code = \"550\"", "code = \"450\""),
            ("\"5.1.1\"", "\"4.1.1\""),
            ("\"returned\"", "\"retried\""),
            ("S: 550", "S: 450"),
        ],
    );
    let problems = check_layer(&[file("replies/450.toml", &reply.text)], &below()).map(|_| ());
    assert_eq!(
        problems.unwrap_err().to_string(),
        "replies/450.toml:17: `enhanced` names 4.1.1, but the page of X.1.1 has no class 4: add it to its [in_class]"
    );
}

#[test]
fn a_layer_has_hints_and_learns_nothing() {
    let text = "[[heard]]\ncause = \"user-unknown\"\ntexts = [\"550 who is that\"]\n";
    let problems = check_layer(&[file("heard.toml", text)], &below()).map(|_| ());
    assert_eq!(
        problems.unwrap_err().to_string(),
        "heard.toml:2: words are learnt from the shipped catalog alone: write a [[hints]] in hints.toml, or a rule"
    );
    let text = "texts = [\"how do I know who that is\"]\n";
    let problems = check_layer(&[file("prose.toml", text)], &below()).map(|_| ());
    assert_eq!(
        problems.unwrap_err().to_string(),
        "prose.toml:1: words are learnt from the shipped catalog alone: write a [[hints]] in hints.toml, or a rule"
    );
    let reply = "550 nobody was ever here with such a name";
    let catalog = below().with_layer(Pack::new(check(&[]).unwrap()).unwrap());
    let like = catalog.likeness().find(
        Codes::of_reply(reply),
        None,
        &Folded::new(reply),
        reply.len(),
    );
    assert_eq!(like.unwrap().cause.as_str(), "user-unknown");
}

#[test]
fn a_rule_that_the_catalog_below_wins_is_named() {
    let text = "language = \"en\"\n[[rules]]\ncause = \"user-moved\"\nany = [\"acme account\"]\nsamples = [\"551 The Acme account has moved\"]\n";
    let problems = check_layer(&[file("phrases/en.toml", text)], &below()).map(|_| ());
    assert_eq!(
        problems.unwrap_err().to_string(),
        "phrases/en.toml:5: phrases en, rule 1: the sample is won by acme/moved of the catalog below: \
         make the phrases of this rule longer or its codes more exact, or remove it"
    );
}

/// Within one catalog a confusion has two sides; the lower catalog cannot know of the upper one.
#[test]
fn a_confusion_that_only_the_upper_page_names_tells_both_apart() {
    let cause = changed(
        "causes/user-moved.toml",
        &[("\"user-moved\"", "\"user-vanished\"")],
    );
    let cause = file("causes/user-vanished.toml", &cause.text);
    let checked = check_layer(&[cause], &below()).unwrap();
    let catalog = below().with_layer(Pack::new(checked).unwrap());
    let [vanished, unknown] = ["user-vanished", "user-unknown"].map(|name| Lookup::new(code(name)));
    for (left, right) in [(vanished, unknown), (unknown, vanished)] {
        let received = compare(left, right, &catalog).received;
        assert_eq!(
            received.last().unwrap(),
            "Seen from user-vanished: An unknown user has no address."
        );
    }
}

/// A number may be one of several providers; behind a reply code that one of them alone sends with it, it is that one's.
#[test]
fn a_reply_code_tells_whose_number_it_is() {
    let text = intranet().replace("550 5.1.1", "554 5.7.509");
    let below = below();
    let checked = check_layer(&[file("providers/intranet.toml", &text)], &below);
    let checked = checked.unwrap_or_else(|problems| panic!("{problems}"));
    let catalog = below.with_layer(Pack::new(checked).unwrap());
    let entry = |text: &str| {
        let id = parse_lookups(text).unwrap()[0].entry(&catalog)?;
        Some(catalog.entry(id).code.to_string())
    };
    assert_eq!(entry("5.7.509"), None);
    assert_eq!(entry("550 5.7.509"), None);
    assert_eq!(entry("554 5.7.509").as_deref(), Some("intranet/left"));
}

#[test]
fn a_layer_over_the_shipped_catalog_is_searched_with_it() {
    let shipped = smtpref::shipped::catalog().unwrap();
    let count = shipped.entries().len();
    let text = intranet()
        .replace("acme-help", "rfc5321")
        .replace("acme/moved", "google/no-such-user");
    let checked = check_layer(&[file("providers/intranet.toml", &text)], &shipped).unwrap();
    let catalog = shipped.with_layer(Pack::new(checked).unwrap());
    assert_eq!(catalog.entries().len(), count + 1);
    let search = Search::new(&catalog);
    for (query, first) in [("zeppelin desk", "intranet/left"), ("null mx", "556")] {
        let results = search.run(query, &Filter::default());
        let found = results
            .hits
            .iter()
            .take(5)
            .map(|hit| hit.lookup.to_string());
        let found: Vec<String> = found.collect();
        assert!(found.contains(&first.to_owned()), "{query}: {found:?}");
    }
}

/// The files of the upper catalog, as [`files`] names them.
#[test]
fn what_is_of_the_upper_catalog_names_its_file() {
    let catalog = layered();
    let file = |name| catalog.own_file(code(name));
    assert_eq!(file("intranet/left"), Some("providers/intranet.toml"));
    assert_eq!(file("user-unknown"), Some("causes/user-unknown.toml"));
    assert_eq!(file("acme/moved"), None);
    assert_eq!(file("550"), None);
    let rests_on = |text: &str| {
        let explanation = smtpref::explain::explain(text.as_bytes(), &catalog);
        explanation.replies[0].own
    };
    assert_eq!(rests_on("550 user unknown"), Some("phrases/en.toml"));
    assert_eq!(
        rests_on("550 5.1.1 bob has left the company"),
        Some("providers/intranet.toml")
    );
    assert_eq!(rests_on("550 this account has moved to acme"), None);
}

/// With a file whose name would turn the direction of a line.
#[test]
fn the_name_of_a_file_cannot_steer_what_shows_it() {
    let below = below();
    let odd = file("a\u{202e}b\u{1b}/providers/intranet.toml", &intranet());
    let checked = check_layer(&[odd], &below).unwrap_or_else(|problems| panic!("{problems}"));
    let catalog = below.with_layer(Pack::new(checked).unwrap());
    assert_eq!(
        catalog.own_file(code("intranet/left")),
        Some("a\\u{202e}b\\u{1b}/providers/intranet.toml")
    );
}

#[test]
fn a_row_of_the_upper_catalog_is_marked() {
    let catalog = layered();
    let shown = |query: &str| {
        let start = smtpref::app::Start::Query(query.to_owned());
        let size = ratatui::layout::Size::new(100, 30);
        let app =
            smtpref::app::App::new(&catalog, smtpref::keymap::Keymap::shipped(), &start, size);
        let row = app.list().row(0).unwrap();
        let spans = row.lines[0].iter();
        spans.map(|span| span.text.clone()).collect::<String>()
    };
    assert!(
        shown("zeppelin").starts_with("[own] "),
        "{}",
        shown("zeppelin")
    );
    assert!(
        shown("xylophone").contains("[own] Nobody of that name"),
        "{}",
        shown("xylophone")
    );
    assert!(!shown("mailbox unavailable").contains("[own]"));
}

/// By a field of the query, and by the filter that is an option and a row of the menu.
#[test]
fn what_is_of_the_upper_catalog_can_be_listed() {
    let catalog = layered();
    let search = Search::new(&catalog);
    let whose = FIELDS.iter().find(|field| field.name == "whose").unwrap();
    let own = whose.filter("own").unwrap();
    let names = |text: &str, filter: &Filter| {
        let hits = search.run(text, filter).hits.into_iter();
        let mut names: Vec<String> = hits.map(|hit| hit.lookup.to_string()).collect();
        names.sort();
        names
    };
    let listed = names("whose:own", &Filter::default());
    assert!(listed.contains(&"intranet/left".to_owned()), "{listed:?}");
    assert!(listed.contains(&"user-unknown".to_owned()), "{listed:?}");
    assert!(!listed.contains(&"550".to_owned()), "{listed:?}");
    assert_eq!(names("", &own), listed);
    assert_eq!(names("zeppelin", &own), ["intranet/left"]);
    let others = own.without(own);
    assert!(others.is_empty() && !own.is_empty());
    // Of the shipped catalog alone nothing is one's own.
    let below = below();
    let found = Search::new(&below).run("", &own);
    assert!(found.hits.is_empty());
}

/// In a comparison too, whatever form it has.
#[test]
fn a_side_of_the_upper_catalog_is_marked() {
    use smtpref::document::{comparison, head, lay_out, markdown};

    let catalog = layered();
    let [own, other] = ["user-unknown", "550"].map(|name| Lookup::new(code(name)));
    assert_eq!(head(own, &catalog).code.text, "user-unknown [own]");
    assert!(!head(other, &catalog).name().text.contains("[own]"));
    let blocks = comparison(&compare(own, other, &catalog), &catalog).blocks;
    let heads = |width: u16| {
        let lines = lay_out(&blocks, width).into_iter();
        lines
            .filter(|line| line.plain().contains("user-unknown [own]"))
            .count()
    };
    assert!(
        heads(100) > 1 && heads(60) > 1,
        "{} {}",
        heads(100),
        heads(60)
    );
    assert!(
        markdown(&blocks).contains("| Aspect | user-unknown \\[own\\] | 550 |"),
        "{}",
        markdown(&blocks)
    );
}

#[test]
fn a_layer_has_cues_of_its_own_language() {
    let notice = "Subject: Nothing to see\nFrom: Bote <bote@example.net>\nTo: ann@example.org\n\nDe breef kunn nich ankamen.\n\
                  bob@example.net\n";
    let own = file(
        "cues/nds.toml",
        "language = \"nds\"\nrobot = [\"bote@\"]\ntitle = [\"nothing to see\"]\nfailed = [\"kunn nich ankamen\"]\n",
    );
    let kind = |catalog: &Catalog| explain(notice.as_bytes(), catalog).kind;
    assert_eq!(kind(&below()), Kind::Mail);
    let checked = check_layer(&[own], &below()).unwrap();
    let with_own = below().with_layer(Pack::new(checked).unwrap());
    assert_eq!(kind(&with_own), Kind::Bounce);

    let known = file(
        "cues/nds.toml",
        "language = \"nds\"\nfailed = [\"it could not be delivered\"]\n",
    );
    let problems = check_layer(&[known], &below()).map(|_| ());
    assert_eq!(
        problems.unwrap_err().to_string(),
        "cues/nds.toml:2: `failed` has \"it could not be delivered\", and every text with it has \"could not be delivered\" of the \
         shipped catalog too: remove it"
    );
}

/// The program knows of no cause what stands in its file.
#[test]
fn facts_of_an_own_cause_count_as_those_of_any() {
    let cause = changed(
        "causes/user-moved.toml",
        &[
            ("\"user-moved\"", "\"user-vanished\""),
            (
                "permanence_note",
                "about = \"recipient\"\nof_sender = \"user-moved\"\npermanence_note",
            ),
        ],
    );
    let cause = file("causes/user-vanished.toml", &cause.text);
    let code = changed(
        "replies/551.toml",
        &[("status =", "taken_for = \"user-vanished\"\nstatus =")],
    );
    let checked = check_layer(&[cause, code], &below());
    let checked = checked.unwrap_or_else(|problems| panic!("{problems}"));
    let catalog = below().with_layer(Pack::new(checked).unwrap());
    let cause = |text: &str, catalog: &Catalog| {
        let explanation = explain(text.as_bytes(), catalog);
        explanation.replies[0].cause.map(|cause| cause.to_string())
    };
    let of_recipient = "551 xyzzy";
    let of_sender = "host mx.example.net said: 551 xyzzy (in reply to MAIL FROM command)";
    assert_eq!(cause(of_recipient, &below()), None);
    assert_eq!(
        cause(of_recipient, &catalog).as_deref(),
        Some("user-vanished")
    );
    assert_eq!(cause(of_sender, &catalog).as_deref(), Some("user-moved"));
}

/// A registered code that a page advises against is so for a new server, though no reason is given.
#[test]
fn a_standard_code_that_others_replace_is_not_to_be_sent() {
    let reply = changed(
        "replies/550.toml",
        &[("related = ", "instead = { codes = [\"551\"] }\nrelated = ")],
    );
    let below = below();
    let checked = check_layer(&[reply], &below).unwrap_or_else(|problems| panic!("{problems}"));
    let catalog = below.with_layer(Pack::new(checked).unwrap());
    let [one, other] = ["550", "552"].map(|text| Lookup::new(code(text)));
    let said = &compare(one, other, &catalog).choose;
    let begin = "Do not send 550 from a new server.";
    assert!(said.iter().any(|one| one.starts_with(begin)), "{said:?}");
}

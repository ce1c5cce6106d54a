//! What the search puts first, and what it leaves out, each rule on a catalog that is made for it: two or three pages that differ in
//! nothing but what the rule is about. The judged queries (`judged`) ask how well all rules together serve real ones.

use rstest::rstest;
use smtpref::search::{Filter, Search};
use smtpref_catalog::{Catalog, Checked, Code, Entry, Pack, Page, Status};

/// Words that no rule of the language knows, one for each of a few pages that are only there so that other words are rare.
const OTHERS: [&str; 6] = ["walnut", "almond", "cashew", "hazel", "pecan", "acorn"];

/// A page that is met by nothing.
fn entry(code: &str) -> Entry {
    Entry {
        code: code.parse().unwrap(),
        title: "Nothing",
        short: None,
        status: Status::Standard,
        summary: "Nothing is said.",
        commands: smtpref_catalog::Commands::default(),
        common: 0,
        keywords: Vec::new(),
        classes: Vec::new(),
        sources: Vec::new(),
    }
}

fn titled(code: &str, title: &'static str) -> Entry {
    Entry {
        title,
        ..entry(code)
    }
}

fn with_keyword(code: &str, keyword: &'static str) -> Entry {
    Entry {
        keywords: vec![keyword],
        ..entry(code)
    }
}

fn with_summary(code: &str, summary: &'static str) -> Entry {
    Entry {
        summary,
        ..entry(code)
    }
}

/// What a query finds among pages, best first.
fn found(query: &str, pages: Vec<(Entry, Page)>, synonyms: &[&[&'static str]]) -> Vec<String> {
    let others = OTHERS.iter().enumerate().map(|(at, &word)| {
        let code = format!("{}", 580 + at);
        (titled(&code, word), Page::default())
    });
    let mut entries: Vec<(Entry, Page)> = pages.into_iter().chain(others).collect();
    entries.sort_by_key(|(entry, _)| entry.code);
    let checked = Checked {
        entries,
        synonyms: synonyms.iter().map(|group| group.to_vec()).collect(),
        ..Checked::default()
    };
    let catalog = Catalog::new(Pack::new(checked).unwrap());
    let results = Search::new(&catalog).run(query, &Filter::default());
    let codes = results.hits.iter().map(|hit| hit.lookup.code);
    codes.map(|code: Code| code.to_string()).collect()
}

fn found_in(query: &str, entries: Vec<Entry>) -> Vec<String> {
    let pages = entries.into_iter().map(|entry| (entry, Page::default()));
    found(query, pages.collect(), &[])
}

/// Of two pages the second stands first in the catalog and people meet it more often: only the rule can put it last.
#[rstest]
#[case::a_title_before_a_keyword(titled("551", "Quota"), with_keyword("550", "quota"))]
#[case::a_whole_keyword_before_a_part_of_one(
    with_keyword("551", "quota"),
    with_keyword("550", "quota walrus")
)]
#[case::a_keyword_before_a_summary(
    with_keyword("551", "quota walrus"),
    with_summary("550", "Its quota.")
)]
fn where_a_word_stands_decides(#[case] better: Entry, #[case] worse: Entry) {
    assert_eq!(found_in("quota", vec![worse, better]), ["551", "550"]);
}

/// Both pages have both words in their keywords, but only one of them says them together.
#[rstest]
#[case::beside_other_words(&["quota walrus", "seal otter"], &["quota seal", "walrus otter"])]
#[case::and_no_other_words(&["quota walrus"], &["quota", "walrus"])]
fn words_that_stand_together_before_words_that_do_not(
    #[case] together: &[&'static str],
    #[case] apart: &[&'static str],
) {
    let together = Entry {
        keywords: together.to_vec(),
        ..entry("551")
    };
    let apart = Entry {
        keywords: apart.to_vec(),
        common: 20,
        ..entry("550")
    };
    assert_eq!(
        found_in("quota walrus", vec![apart, together]),
        ["551", "550"]
    );
}

#[test]
fn the_prose_counts_least_and_is_left_out_beside_a_title() {
    let prose = |text| Page {
        description: vec![text],
        ..Page::default()
    };
    let summary = (with_summary("552", "Its quota."), Page::default());
    let mentions = (entry("550"), prose("Somebody speaks of the quota here."));
    let title = (titled("551", "Quota"), Page::default());
    let all = vec![mentions.clone(), title, summary];
    assert_eq!(found("quota", all, &[]), ["551", "552"]);
    assert_eq!(found("quota", vec![mentions], &[]), ["550"]);
}

/// The words of the query are met in titles, each by one page.
#[rstest]
#[case::the_word_before_a_beginning("quota gree", "Quota", "Greylisting")]
#[case::a_beginning_before_a_wrong_spelling("quot greylistnig", "Quota", "Greylisting")]
fn how_a_word_was_met_decides(
    #[case] query: &str,
    #[case] better: &'static str,
    #[case] worse: &'static str,
) {
    let common = |entry: Entry| Entry { common: 1, ..entry };
    let pages = vec![common(titled("550", worse)), titled("551", better)];
    assert_eq!(found_in(query, pages).first().unwrap(), "551");
}

#[test]
fn a_word_before_another_word_for_it() {
    let page = |entry: Entry| (entry, Page::default());
    let pages = vec![
        page(titled("550", "Allotment")),
        page(titled("551", "Quota")),
    ];
    let synonyms: &[&[&str]] = &[&["quota", "allotment"]];
    assert_eq!(found("quota", pages, synonyms), ["551", "550"]);
}

/// A name of two words is met by both of them, in their order.
#[rstest]
#[case::as_it_is("over quota", true)]
#[case::its_first_word("over walrus", false)]
#[case::its_last_word("under quota", false)]
fn a_name_is_met_as_a_whole(#[case] query: &str, #[case] is_met: bool) {
    let pages = vec![(titled("550", "Full"), Page::default())];
    let synonyms: &[&[&str]] = &[&["full", "over quota"]];
    assert_eq!(!found(query, pages, synonyms).is_empty(), is_met);
}

/// A synonym of two words is as good as the place of the weaker one.
#[test]
fn a_name_of_several_words_is_worth_its_weakest_place() {
    let both = Entry {
        summary: "It says nothing of a walrus.",
        ..titled("550", "Tusk")
    };
    let keywords = Entry {
        keywords: vec!["tusk seal", "walrus seal"],
        ..entry("551")
    };
    let pages = [both, keywords].map(|entry| (entry, Page::default()));
    let synonyms: &[&[&str]] = &[&["ivory", "walrus tusk"]];
    assert_eq!(found("ivory", pages.to_vec(), synonyms), ["551", "550"]);
}

#[rstest]
#[case::obsolete(Status::Obsolete)]
#[case::nonstandard(Status::Nonstandard)]
#[case::historic(Status::Historic)]
fn what_is_in_force_stands_before_what_is_not(#[case] status: Status) {
    // People meet the other one more often, but not so much more.
    let other = Entry {
        status,
        common: 20,
        ..titled("550", "Quota")
    };
    let standard = titled("551", "Quota");
    assert_eq!(found_in("quota", vec![other, standard]), ["551", "550"]);
}

/// `message` is on half of all pages and says little of what somebody looks for.
#[test]
fn a_weak_word_counts_less_than_one_that_tells() {
    let tells = with_summary("551", "Its quota.");
    let weak = titled("550", "Message");
    assert_eq!(
        found_in("message quota", vec![weak, tells])
            .first()
            .unwrap(),
        "551"
    );
}

/// The rarer a word is among all pages, the more it says.
#[test]
fn a_rare_word_counts_more_than_a_common_one() {
    let mut pages: Vec<Entry> = (500_u16..560)
        .map(|code| titled(&code.to_string(), "Walrus"))
        .collect();
    for page in &mut pages[..6] {
        page.title = "Quota";
    }
    pages[6] = with_keyword("506", "greylisting walrus");
    pages[0].common = 20;
    let found = found_in("quota greylisting", pages);
    assert_eq!(found.first().unwrap(), "506", "{found:?}");
}

/// What meets fewer words than the best hit is noise, unless it meets one of them far better.
#[test]
fn what_meets_fewer_words_needs_more() {
    let both = Entry {
        keywords: vec!["greylisting"],
        ..titled("550", "Quota")
    };
    let one = titled("551", "Quota");
    let other = titled("552", "Greylisting");
    let pages = vec![both, one.clone(), other];
    assert_eq!(found_in("quota greylisting", pages), ["550"]);
    let both = with_summary("550", "Its quota and its greylisting.");
    assert_eq!(
        found_in("quota greylisting", vec![both, one]),
        ["550", "551"]
    );
}

/// No page meets both words: those that meet one of them poorly are left out beside one that meets it well.
#[test]
fn where_no_page_meets_every_word_half_as_good_is_good_enough() {
    let page = |entry: Entry| (entry, Page::default());
    let pages = vec![
        page(titled("550", "Quota")),
        page(with_summary("551", "Its greylisting.")),
        page(with_summary("552", "Its tarpit.")),
    ];
    let synonyms: &[&[&str]] = &[&["teergrube", "tarpit"]];
    let found = found("quota greylisting teergrube", pages, synonyms);
    assert_eq!(found, ["550", "551"]);
}

#[rstest]
#[case::as_it_is("quota", true)]
#[case::transposed("qouta", true)]
#[case::one_letter_missing("quta", true)]
#[case::two_wrong_in_a_short_word("quodo", false)]
#[case::two_wrong_in_a_long_word("grailystinc", false)]
#[case::two_edits_in_a_long_word("graylistign", true)]
#[case::two_letters_that_are_others("gruwlisting", true)]
#[case::a_wrong_letter_while_it_is_typed("graylis", true)]
#[case::two_wrong_letters_while_it_is_typed("graxlis", false)]
#[case::too_short_to_be_a_spelling("qxt", false)]
fn a_wrong_spelling_is_near_its_word(#[case] query: &str, #[case] is_near: bool) {
    let pages = vec![titled("550", "Quota"), titled("551", "Greylisting")];
    assert_eq!(!found_in(query, pages).is_empty(), is_near);
}

/// An abbreviation has letters of its word in their order, from the first one on, and not too few of them.
#[rstest]
#[case::some_letters("grlst", true)]
#[case::one_in_four("grg", true)]
#[case::two_of_eleven("gg", false)]
#[case::not_the_first("rylst", false)]
#[case::not_in_their_order("gtsl", false)]
#[case::a_letter_that_it_does_not_have("grzst", false)]
fn an_abbreviation_is_made_of_its_word(#[case] query: &str, #[case] is_found: bool) {
    let found = found_in(query, vec![titled("550", "Greylisting")]);
    assert_eq!(!found.is_empty(), is_found);
}

/// What abbreviates very many words abbreviates none of them well: the best few are taken.
#[test]
fn an_abbreviation_stands_for_a_few_words() {
    let words = [
        "zabk", "zbak", "zack", "zadk", "zaek", "zafk", "zagk", "zahk", "zaik", "zajk",
    ];
    let pages: Vec<Entry> = (550_u16..)
        .zip(words)
        .map(|(code, word)| titled(&code.to_string(), word))
        .collect();
    assert_eq!(found_in("zk", pages).len(), 8);
}

/// A short word of the prose is no wrong spelling of a title.
#[test]
fn a_word_of_the_prose_is_right_as_it_is() {
    let prose = Page {
        description: vec!["Somebody calls it a seel."],
        ..Page::default()
    };
    let pages = vec![
        (entry("550"), prose),
        (titled("551", "Seal"), Page::default()),
    ];
    assert_eq!(found("seel", pages, &[]), ["550"]);
}

/// What a paste of a whole log costs is bounded: words behind the first are not read.
#[rstest]
#[case::the_last_word_that_is_read("quota ", 39, "!quota", true)]
#[case::one_word_more("quota ", 40, "!quota", false)]
#[case::the_last_character_that_is_read(" ", 388, "!quota", true)]
#[case::one_character_more(" ", 389, "!quota", false)]
fn a_query_has_an_end(
    #[case] filler: &str,
    #[case] times: usize,
    #[case] last: &str,
    #[case] is_read: bool,
) {
    let text = format!(
        "quota {}{last}",
        filler.repeat(times - usize::from(filler != " "))
    );
    let found = found_in(&text, vec![titled("550", "Quota")]);
    assert_eq!(found.is_empty(), is_read, "{} characters", text.len());
}

//! Every pair of codes and causes compared, and each with a spread of providers' replies: a comparison that nobody wrote by hand reads as if
//! somebody had, and the ones that people need most are written by hand.

#[path = "pairs/advice.rs"]
mod advice;
#[path = "shared/findings.rs"]
mod findings;
#[path = "shared/listed.rs"]
mod listed;

use findings::Findings;
use listed::listed;
use rstest::rstest;
use smtpref::compare::{Aspect, Comparison, compare};
use smtpref::lookup::{FactName, Lookup, parse_lookups, parse_lookups_and_names};
use smtpref_catalog::{Catalog, Code, EnhancedCode};

/// The pairs that must be written by hand, in either order.
const BY_HAND: &str = "
    250/556 250/251 251/252 251/551 220/250 221/421 354/250 421/450 421/451 450/451 450/452 450/550 451/452 452/552 454/530
    500/502 500/501 501/553 502/504 503/530 504/555 521/554 521/556 530/535 534/535 535/454 535/550 550/551 550/553 550/554
    550/556 552/554 553/550 554/571 5.1.1/5.1.10 5.1.1/5.2.1 5.1.1/5.1.6 5.1.2/5.4.4 5.1.2/5.1.10 5.1.10/5.7.27 5.2.2/5.3.4
    5.2.2/4.2.2 5.2.3/5.3.4 4.3.1/4.2.2 4.4.1/4.4.2 4.4.1/5.4.4 4.4.7/5.4.7 5.5.1/5.5.2 5.6.0/5.7.1 5.7.0/5.7.1 5.7.1/5.7.26
    5.7.3/5.7.8 5.7.8/5.7.9 5.7.20/5.7.26 5.7.23/5.7.26 5.7.25/5.7.1 550/5.1.1
";

fn catalog() -> &'static Catalog {
    Box::leak(Box::new(smtpref::shipped::catalog().unwrap()))
}

/// The two lookups of `550/551` or `550 vs 551`.
fn two(text: &str) -> (Lookup, Lookup) {
    match parse_lookups_and_names(text, catalog()).unwrap()[..] {
        [left, right] => (left, right),
        _ => panic!("not two lookups: {text}"),
    }
}

fn one(text: &str) -> Lookup {
    parse_lookups_and_names(text, catalog()).unwrap()[0]
}

fn compared(text: &str) -> Comparison<'static> {
    let (left, right) = two(text);
    compare(left, right, catalog())
}

/// One of so many replies of providers is compared: what is said of them is made of their cause, codes and provider, of which any spread
/// has enough.
const SPREAD: usize = 40;

/// Every code and cause, without a class and in each of its classes, and a spread of the replies of providers.
fn lookups(catalog: &Catalog) -> Vec<Lookup> {
    let mut lookups = Vec::new();
    let (replies, others): (Vec<_>, Vec<_>) = catalog
        .entries()
        .partition(|entry| entry.code.provider().is_some());
    for entry in others
        .into_iter()
        .chain(replies.into_iter().step_by(SPREAD))
    {
        lookups.push(Lookup::new(entry.code));
        if let Code::Enhanced(code) = entry.code {
            let classed = |class| Code::Enhanced(EnhancedCode::with_class(code, Some(class)));
            lookups.extend(
                entry
                    .classes
                    .iter()
                    .map(|&class| Lookup::new(classed(class))),
            );
        }
    }
    lookups
}

/// Everything that a comparison says in sentences, with where.
fn sentences<'a>(comparison: &'a Comparison<'_>) -> impl Iterator<Item = (&'static str, &'a str)> {
    let received = comparison.received.iter().map(|text| ("received", text));
    let choose = comparison.choose.iter().map(|text| ("choose", text));
    [("summary", &comparison.summary)]
        .into_iter()
        .chain(comparison.note.iter().map(|note| ("note", note)))
        .chain(received)
        .chain(choose)
        .map(|(place, text)| (place, text.as_str()))
}

/// What is wrong with a text wherever it stands.
fn wrong_text(text: &str) -> Option<&'static str> {
    let last = text.trim_end_matches(['"', '`', ')']);
    if text.trim() != text || text.is_empty() {
        Some("empty, or spaces around it")
    } else if text.contains("  ") {
        Some("two spaces")
    } else if text.contains('{') || text.contains('}') {
        Some("a brace")
    } else if last.ends_with("..") && !last.ends_with("...") {
        Some("two full stops")
    } else if text.matches('`').count() % 2 == 1 {
        Some("a literal that is not closed")
    } else {
        None
    }
}

fn check(comparison: &Comparison<'_>, catalog: &Catalog, findings: &mut Findings) {
    let place = || format!("{} | {}", comparison.left.lookup, comparison.right.lookup);
    for (part, text) in sentences(comparison) {
        if let Some(wrong) = wrong_text(text) {
            findings.note(place(), part, format!("{wrong}: {text:?}"));
        }
        if !text
            .trim_end_matches(['"', '`', ')'])
            .ends_with(['.', '?', '!'])
        {
            findings.note(place(), part, format!("ends no sentence: {text:?}"));
        }
    }
    for aspect in &comparison.aspects {
        let name = aspect.name();
        for cell in aspect.sides(catalog) {
            if let Some(wrong) = wrong_text(&cell) {
                findings.note(place(), name, format!("{wrong}: {cell:?}"));
            }
            // A cell is a phrase.
            if cell.ends_with('.') && !cell.ends_with(" .") {
                findings.note(place(), name, format!("a full stop: {cell:?}"));
            }
        }
    }
    let mut rest = comparison.aspects.iter();
    rest.by_ref().take_while(|aspect| aspect.differs()).count();
    if rest.any(Aspect::differs) {
        findings.note(
            place(),
            "aspects",
            "a row that differs stands below an equal one",
        );
    }
    for (part, what) in advice::wrong(comparison, catalog) {
        findings.note(place(), part, what);
    }
    if comparison.received.is_empty() || comparison.choose.is_empty() {
        findings.note(place(), "guidance", "there is none");
    }
    // Kinds and numbers alone tell nobody anything.
    let tells = |aspect: &&Aspect| aspect.differs() && !matches!(aspect.name(), "Kind" | "Class");
    let one_code = comparison.left.is_same_entry(&comparison.right);
    if one_code && comparison.note.is_none() {
        findings.note(place(), "note", "does not say that the two are one code");
    }
    if !one_code && comparison.aspects.iter().filter(tells).count() == 0 {
        findings.note(place(), "aspects", "no row tells the two apart");
    }
}

#[test]
fn every_pair_reads_as_if_written_by_hand() {
    let catalog = catalog();
    let lookups = lookups(catalog);
    assert!(lookups.len() > 300, "only {} lookups", lookups.len());
    let mut findings = Findings::default();
    for (index, &left) in lookups.iter().enumerate() {
        for &right in &lookups[index + 1..] {
            check(&compare(left, right, catalog), catalog, &mut findings);
            if findings.0.len() > 200 {
                findings.finish();
                return;
            }
        }
    }
    findings.finish();
}

/// A whole reply is said to be nothing that its rows deny, whatever stands beside it.
#[test]
fn every_reply_of_two_codes_reads_as_if_written_by_hand() {
    let catalog = catalog();
    let mut findings = Findings::default();
    let others = ["204", "mailbox-full", "X.1"].map(one);
    for lookup in listed(catalog) {
        let mut others = others.to_vec();
        others.extend([lookup.reply.unwrap().into(), lookup.code].map(Lookup::new));
        for other in others {
            check(&compare(lookup, other, catalog), catalog, &mut findings);
        }
    }
    findings.finish();
}

/// What nobody has registered is a code all the same.
#[rstest]
#[case::reply_code("599 vs 550", "Not registered")]
#[case::enhanced("5.1.99 vs 5.1.1", "Not registered")]
#[case::of_a_provider("5.7.509 vs 5.7.26", "Not registered")]
#[case::of_several_providers("4.7.650 vs 451", "Not registered")]
#[case::name("mailbox-full vs 552", "Not a code")]
#[case::name_of_a_reply("google/over-quota vs 552", "Not a code")]
fn the_standing_of_what_is_not_registered(#[case] text: &str, #[case] says: &str) {
    let comparison = compared(text);
    let mut aspects = comparison.aspects.iter();
    let row = aspects.find(|aspect| aspect.name() == "Standing").unwrap();
    assert_eq!(row.sides(catalog())[0], says);
}

/// Somebody wrote a pair of replies whose codes agree: with others before them they are other replies.
#[rstest]
#[case::as_written("552 5.2.2 vs 452 4.2.2", true)]
#[case::one_contradicts("550 4.2.2 vs 552 5.2.2", false)]
#[case::both_contradict("550 4.2.2 vs 452 5.2.2", false)]
fn a_written_pair_is_of_replies_whose_codes_agree(#[case] text: &str, #[case] is_found: bool) {
    assert_eq!(compared(text).curated, is_found);
}

/// The aspects of a comparison in words, with the sides swapped.
fn swapped(comparison: &Comparison<'_>, catalog: &Catalog) -> Vec<(String, [String; 2])> {
    let aspects = comparison.aspects.iter();
    aspects
        .map(|aspect| {
            let [left, right] = aspect.sides(catalog);
            (aspect.name().to_owned(), [right, left])
        })
        .collect()
}

#[test]
fn the_other_way_round_is_the_mirror_image() {
    let catalog = catalog();
    let lookups = lookups(catalog);
    let mut findings = Findings::default();
    for (index, &left) in lookups.iter().enumerate() {
        // Every code with a spread of the others: the sides are made by the same code for all.
        for &right in lookups[index + 1..].iter().step_by(7) {
            let one = compare(left, right, catalog);
            let other = compare(right, left, catalog);
            let straight: Vec<_> = other
                .aspects
                .iter()
                .map(|aspect| (aspect.name().to_owned(), aspect.sides(catalog)))
                .collect();
            if swapped(&one, catalog) != straight || one.curated != other.curated {
                findings.note(left, right, "aspects are not mirrored");
            }
            let sorted = |comparison: &Comparison<'_>| {
                let all = comparison.received.iter().chain(&comparison.choose);
                let mut texts: Vec<String> = all.cloned().collect();
                texts.sort();
                texts
            };
            // One sentence about two groups names them in their order.
            let groups = [left, right].iter().all(|side| side.code.is_group());
            if sorted(&one) != sorted(&other) && !groups {
                findings.note(left, right, "guidance is not mirrored");
            }
            if one.note.is_some() != other.note.is_some() {
                findings.note(left, right, "only one order has a note");
            }
        }
    }
    findings.finish();
}

#[test]
fn the_pairs_that_people_need_are_written_by_hand() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for pair in BY_HAND.split_whitespace() {
        let (left, right) = two(pair);
        for (left, right) in [(left, right), (right, left)] {
            let comparison = compare(left, right, catalog);
            if !comparison.curated {
                findings.note(left, right, "not written by hand");
            }
            let first = &comparison.aspects[0];
            if first.name() == "Permanence" {
                findings.note(left, right, "the written rows do not come first");
            }
        }
    }
    let count = catalog.pair_codes().len();
    assert!(count >= 60, "only {count} pairs are written by hand");
    findings.finish();
}

#[rstest]
#[case::of_550_and_550("550 vs 550")]
#[case::of_x_1_1_and_x_1_1("X.1.1 vs X.1.1")]
#[case::of_5_x_x_and_5xx("5.X.X vs 5xx")]
#[case::of_599_and_599("599 vs 599")]
#[case::of_550_5_1_1_and_550_5_1_1("550 5.1.1 vs 550 5.1.1")]
fn a_code_with_itself_has_nothing_to_tell_apart(#[case] text: &str) {
    let comparison = compared(text);
    assert!(comparison.aspects.iter().all(|aspect| !aspect.differs()));
    assert!(comparison.note.unwrap().contains("nothing to tell apart"));
    assert_eq!(comparison.received.len(), 1);
    assert_eq!(comparison.choose.len(), 1);
}

#[rstest]
#[case::of_550_and_5_1_10("550 vs 5.1.10", "550", "5.1.10")]
#[case::of_5_1_10_and_556("5.1.10 vs 556", "556", "5.1.10")]
#[case::of_452_and_4_2_2("452 vs 4.2.2", "452", "4.2.2")]
#[case::of_452_and_x_2_2("452 vs X.2.2", "452", "X.2.2")]
fn two_halves_of_one_reply_are_named_so(
    #[case] text: &str,
    #[case] reply: &str,
    #[case] enhanced: &str,
) {
    let note = compared(text).note.unwrap();
    let says =
        format!("{reply} tells the sending server what to do, {enhanced} tells the reader why.");
    assert!(
        note.contains("halves of one reply") && note.ends_with(&says),
        "{note}"
    );
}

#[rstest]
// The classes contradict each other, or it is a whole reply already, or the two never go together.
#[case::of_552_and_4_2_2("552 vs 4.2.2")]
#[case::of_251_and_250_2_1_5("251 vs 250 2.1.5")]
#[case::of_250_and_5_1_1("250 vs 5.1.1")]
fn other_two_are_not(#[case] text: &str) {
    let note = compared(text).note;
    assert!(note.is_none_or(|note| !note.contains("halves")));
}

#[rstest]
#[case::of_reply_codes("550-554")]
#[case::of_details("5.1.1-5.1.2")]
fn a_range_is_no_pair(#[case] text: &str) {
    assert_eq!(parse_lookups(text), None);
}

/// One who asks without the class reads what somebody wrote of one of its classes; another class is another matter.
#[rstest]
#[case::as_it_was_written("5.5.1 vs 5.5.2", true)]
#[case::without_its_class("X.5.1 vs X.5.2", true)]
#[case::in_another_class("4.5.1 vs 4.5.2", false)]
fn a_pair_is_found_without_its_class(#[case] text: &str, #[case] is_found: bool) {
    assert_eq!(compared(text).curated, is_found);
}

#[rstest]
#[case::of_4_2_1_and_5_2_1(
    "4.2.1 vs 5.2.1",
    "one code in two classes: the first number says what becomes of the message"
)]
#[case::of_2_6_0_and_5_6_0(
    "2.6.0 vs 5.6.0",
    "one code in two classes: one reports success, the other a failure."
)]
#[case::of_2_1_5_and_5_1_5(
    "2.1.5 vs 5.1.5",
    "5.1.5 has no meaning of its own: X.1.5 goes with class 2"
)]
#[case::of_5_2_2_and_x_2_2("5.2.2 vs X.2.2", "once with its class and once without")]
#[case::of_550_5_1_1_and_5_1_1("550 5.1.1 vs 5.1.1", "only the reply code before it differs")]
#[case::of_550_4_1_1_and_550_5_1_1("550 4.1.1 vs 550 5.1.1", "the reply code before it decides")]
#[case::of_x_1_and_5_1_1("X.1 vs 5.1.1", "5.1.1 is one of the codes of X.1.")]
#[case::of_5_1_1_and_5_x_x("5.1.1 vs 5.X.X", "5.1.1 is one of the codes of 5.X.X.")]
#[case::of_550_and_5_x_x("550 vs 5.X.X", "begin with the same digit")]
#[case::of_a_reply_and_its_cause(
    "google/no-such-user vs user-unknown",
    "google/no-such-user is one of the replies with the cause user-unknown."
)]
#[case::of_a_cause_and_its_reply(
    "user-unknown vs google/no-such-user",
    "google/no-such-user is one of the replies with the cause user-unknown."
)]
fn what_two_codes_have_to_do_with_each_other_is_said(#[case] text: &str, #[case] says: &str) {
    let note = compared(text).note.unwrap();
    assert!(note.contains(says), "{note}");
}

#[rstest]
#[case::of_599_and_550("599 vs 550", "Do not send 599", "554 is the general code")]
#[case::of_445_and_450("445 vs 450", "Do not send 445", "451 is the general code")]
#[case::of_5_7_888_and_5_7_1(
    "5.7.888 vs 5.7.1",
    "Do not send 5.7.888",
    "5.7.0 is the general code"
)]
#[case::of_4_9_1_and_4_1_1("4.9.1 vs 4.1.1", "Do not send 4.9.1", "4.0.0 is the general code")]
#[case::of_605_and_550("605 vs 550", "it is never sent in a session", "605")]
#[case::of_120_and_220("120 vs 220", "Do not send 120", "historic")]
#[case::of_538_and_534("538 vs 534", "Do not send 538", "obsolete")]
#[case::of_4_1_5_and_5_1_1("4.1.5 vs 5.1.1", "Do not send 4.1.5", "class 2 only")]
#[case::of_450_5_1_1_and_550_5_1_1(
    "450 5.1.1 vs 550 5.1.1",
    "Do not send 450 with 5.1.1",
    "same digit"
)]
fn what_no_server_should_send_is_said(#[case] text: &str, #[case] says: &str, #[case] also: &str) {
    let comparison = compared(text);
    let line = &comparison.choose[0];
    assert!(line.contains(says) && line.contains(also), "{line}");
}

#[test]
fn two_groups_are_told_in_one_sentence() {
    let choose = compared("X.1 vs 5.X.X").choose;
    assert_eq!(
        choose,
        ["X.1 and 5.X.X are groups, not codes to send: choose one of their codes."]
    );
}

#[rstest]
#[case::of_599_and_598(
    "599 vs 598",
    "Both report a permanent failure, and neither is registered."
)]
#[case::of_599_and_550(
    "599 vs 550",
    "599 is not registered, 550 says \"Mailbox unavailable\"."
)]
#[case::of_250_and_550("250 vs 550", "250 reports success, 550 reports a permanent failure.")]
#[case::of_334_and_354("334 vs 354", "Both ask the client to go on:")]
#[case::of_101_and_605("101 vs 605", "Both are outside SMTP:")]
#[case::of_x_1_1_and_x_1_2(
    "X.1.1 vs X.1.2",
    "Both report a temporary or a permanent failure, by their class:"
)]
#[case::of_x_9_1_and_x_1_1(
    "X.9.1 vs X.1.1",
    "X.9.1 reports success, a temporary or a permanent failure, by its class; X.1.1"
)]
#[case::of_450_5_1_1_and_550_5_1_1(
    "450 5.1.1 vs 550 5.1.1",
    "450 5.1.1 reports a temporary failure"
)]
#[case::of_546_and_5_4_6("546 vs 5.4.6", ", and both say \"Routing loop detected\".")]
fn the_summary_tells_the_difference(#[case] text: &str, #[case] says: &str) {
    let summary = compared(text).summary;
    assert!(summary.contains(says), "{summary}");
}

/// What one who runs a server reads of a code; the other side of the comparison has no part in it.
fn choice(code: &str) -> String {
    let catalog = catalog();
    let lookups = parse_lookups_and_names(code, catalog).unwrap();
    let other = Lookup::new("250".parse().unwrap());
    let comparison = compare(lookups[0], other, catalog);
    assert_eq!(comparison.choose.len(), 2, "{code}");
    comparison.choose[0].clone()
}

#[rstest]
#[case::of_a_reply_code("502", &["Send 502 when "])]
#[case::of_a_reply("550 5.1.1", &["Send 550 5.1.1 when "])]
#[case::of_a_reply_code_that_rarely_goes_with_it(
    "550 5.2.2",
    &["Send 5.2.2 behind 552 when a mailbox is full", "; 550 before it is seen, too."]
)]
#[case::of_a_reply_code_with_which_it_is_not_seen("503 5.2.2", &["Send 5.2.2 behind 552 when a mailbox is full and probably abandoned."])]
#[case::of_the_only_class("X.7.17", &["Send X.7.17 as 5.7.17 behind 550 when "])]
#[case::of_two_classes("X.4.4", &["Send X.4.4 as 4.4.4 behind 451 when ", "; as 5.4.4 behind 550 when "])]
#[case::of_a_code_for_reports(
    "X.4.7",
    &["belongs in reports and not in replies: write 4.4.7 when ", "; 5.4.7 when "]
)]
#[case::of_a_code_for_reports_with_its_class("5.4.7", &["not in replies: write it when "])]
#[case::of_what_another_code_replaced(
    "X.7.11",
    &["Do not send X.7.11 from a new server: ", " Send 5.7.0 or 5.5.4 in its place, whichever fits."]
)]
#[case::of_a_code_in_no_rfc("558", &["558 is in no RFC: send it only when "])]
#[case::of_what_no_server_sends("605", &["nothing to choose about 605: it is never sent in a session."])]
#[case::of_a_group("X.1", &["X.1 is a group, not a code to send: choose one of its codes."])]
#[case::of_a_cause("mailbox-full", &["For mailbox-full send 452 4.2.2 (RCPT). "])]
#[case::of_a_cause_for_reports(
    "delivery-expired",
    &["For delivery-expired write 5.4.7 into the report. "]
)]
#[case::of_a_number_of_a_provider(
    "5.7.512",
    &["5.7.512 is a number of Microsoft 365", ": a server of yours sends that code of the cause which fits, 5"]
)]
#[case::of_a_reply_of_a_provider(
    "google/dmarc-policy",
    &["google/dmarc-policy is a reply of Google", "in its own words: a server of yours sends "]
)]
#[case::of_what_a_sending_server_says_of_another(
    "microsoft-365/mta-sts-mx",
    &["in its own words, about another server: a server of yours writes 4.7.5 or 5.7.10 into its report"]
)]
fn one_who_runs_a_server_reads_when_to_send_it(#[case] code: &str, #[case] says: &[&str]) {
    let choice = choice(code);
    assert!(says.iter().all(|says| choice.contains(says)), "{choice}");
}

/// Of a code with two classes each has a case of its own, or nobody could tell which one to send.
#[rstest]
#[case::full_mailbox("4.2.2", "5.2.2")]
#[case::no_mail_from_the_network("4.3.2", "5.3.2")]
#[case::rule("4.7.1", "5.7.1")]
fn each_class_is_sent_in_a_case_of_its_own(#[case] transient: &str, #[case] permanent: &str) {
    let when = |code: &str| choice(code).split_once(" when ").unwrap().1.to_owned();
    assert_ne!(when(transient), when(permanent));
}

/// A code such as 5.7.0 says less than the reply code before it, so that decides when to send both and what to do first.
#[rstest]
#[case::a_vague_one("550 5.7.0", "550")]
#[case::one_that_tells("550 5.1.1", "5.1.1")]
fn of_two_codes_the_one_that_tells_more_decides(#[case] reply: &str, #[case] decides: &str) {
    let when = |code: &str| choice(code).split_once(" when ").unwrap().1.to_owned();
    assert_eq!(when(reply), when(decides));
    let step = |code: &str| {
        let received = compared(&format!("{code} vs 250")).received.remove(0);
        received.split_once(" acts first. ").unwrap().1.to_owned()
    };
    assert_eq!(step(reply), step(decides));
}

/// What a server sends in place of a provider's own words: codes enough to choose from, and each of them once.
#[test]
fn in_place_of_the_words_of_a_provider_few_codes_are_offered() {
    let catalog = catalog();
    let replies = catalog
        .entries()
        .filter(|entry| entry.code.provider().is_some());
    let mut most = 0;
    for entry in replies {
        let other = Lookup::new("250".parse().unwrap());
        let choice = compare(Lookup::new(entry.code), other, catalog)
            .choose
            .remove(0);
        let codes = [" code of the cause, ", " code of the cause which fits, "]
            .iter()
            .find_map(|before| choice.split_once(before));
        let Some((_, codes)) = codes else {
            let is_elsewhere = choice.contains("is on the page of the cause");
            assert!(
                is_elsewhere || choice.ends_with(" into its report."),
                "{choice}"
            );
            continue;
        };
        let codes: Vec<&str> = codes
            .trim_end_matches('.')
            .split(", ")
            .flat_map(|code| code.split(" or "))
            .collect();
        let mut once = codes.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), codes.len(), "{choice}");
        assert!(
            codes
                .iter()
                .all(|code| code.starts_with(|c: char| c.is_ascii_digit())),
            "{choice}"
        );
        most = most.max(codes.len());
    }
    assert!((2..=3).contains(&most), "{most} codes for one reply");
}

#[rstest]
#[case::of_421_and_521("421 vs 521", "The operator of the sending server acts first. ")]
#[case::of_452_and_x_2_2("452 vs X.2.2", "You got 452 4.2.2: ")]
#[case::of_250_and_421("250 vs 421", "If you expected something else, ")]
#[case::of_2_1_5_and_421("2.1.5 vs 421", " If you expected something else, ")]
#[case::of_2_0_0_and_421("2.0.0 vs 421", " There is nothing to repair; ")]
#[case::of_what_is_said_of_the_whole_message(
    "2.6.0 vs 421",
    "is missing, ask the receiving side with the time and the text of this reply."
)]
#[case::of_what_is_said_at_any_step(
    "2.0.0 vs 421",
    "is missing, find the reply to the final dot: if it is this one, "
)]
#[case::of_what_is_said_before_the_message(
    "2.1.0 vs 421",
    "is missing, read the replies that came later."
)]
#[case::of_x_0_0_and_5_1_1("X.0.0 vs 5.1.1", " The sender acts first after a failure. ")]
#[case::of_599_and_550("599 vs 550", "Act on the first digit alone")]
#[case::of_x_7_1_and_250("X.7.1 vs 250", "the first number, in place of the X")]
#[case::of_5_x_x_and_250("5.X.X vs 250", "You got a 5.X.X code:")]
#[case::of_451_and_458("451 vs 458", "tries again later; a mail program leaves that to you. ")]
#[case::of_458_and_451(
    "458 vs 451",
    "no message was sent; the same attempt can succeed later. "
)]
fn one_who_got_a_reply_reads_what_to_do(#[case] text: &str, #[case] says: &str) {
    let received = &compared(text).received[0];
    assert!(received.contains(says), "{received}");
}

#[rstest]
#[case::of_two_classes("5.2.2 vs X.2.2", false)]
#[case::of_one_class("5.1.10 vs X.1.10", true)]
fn the_only_class_of_a_code_is_named_so(#[case] text: &str, #[case] only: bool) {
    let note = compared(text).note.unwrap();
    assert_eq!(note.contains("and it has no other class"), only, "{note}");
}

/// Two codes are defined in one place if that is one section of one document, whatever is noted about it.
#[rstest]
#[case::in_one_section("450 vs 550", false)]
#[case::in_two_sections("251 vs 551", true)]
#[case::in_two_documents("550 vs 556", true)]
#[case::one_of_them_in_no_rfc("550 vs 101", true)]
#[case::both_known_from_one_list("101 vs 111", false)]
#[case::known_from_two_lists("440 vs 441", true)]
fn where_two_codes_are_defined_is_compared(#[case] text: &str, #[case] differs: bool) {
    let comparison = compared(text);
    let mut aspects = comparison.aspects.iter();
    let defined = aspects.find(|aspect| aspect.fact() == Some(FactName::Defined));
    assert_eq!(defined.map(Aspect::differs), Some(differs), "{defined:?}");
}

#[test]
fn digits_of_two_systems_are_not_set_side_by_side() {
    let names = |text: &str| -> Vec<String> {
        let aspects = compared(text).aspects;
        aspects
            .iter()
            .map(|aspect| aspect.name().to_owned())
            .collect()
    };
    assert!(!names("550 vs 5.7.2").contains(&"Group".to_owned()));
    assert!(names("550 vs 450").contains(&"Group".to_owned()));
    assert!(names("X.1 vs 5.1.1").contains(&"Group".to_owned()));
    // A cause is tied to no stage, and a code to that of its commands.
    for of_code in ["Stage", "The connection"] {
        let of_code = of_code.to_owned();
        assert!(names("550 vs 5.1.1").contains(&of_code));
        assert!(!names("user-unknown vs 550").contains(&of_code));
        assert!(!names("5.1.1 vs user-unknown").contains(&of_code));
    }
}

//! What a reply says besides its cause: when to come back, and on which list the sender is.

use std::ops::Range;

use super::super::answer::Blocklist;
use super::super::view::View;

/// Lists by the names that replies write. Closed ones have nothing to look up: their pages say so.
const LISTS: &[(&str, Blocklist)] = &[
    ("spamhaus", list("Spamhaus", "https://check.spamhaus.org/")),
    ("abuseat", list("Spamhaus", "https://check.spamhaus.org/")),
    (
        "spamcop",
        list("SpamCop", "https://www.spamcop.net/bl.shtml"),
    ),
    ("barracudacentral", BARRACUDA),
    (
        "uceprotect",
        list("UCEPROTECT", "https://www.uceprotect.net/en/rblcheck.php"),
    ),
    ("psbl.", PSBL),
    ("abusix", list("Abusix", "https://lookup.abusix.com/")),
    (
        "mailspike",
        list("Mailspike", "https://mailspike.io/ip_verify"),
    ),
    ("spfbl", list("SPFBL", "https://matrix.spfbl.net/")),
    (
        "junkemailfilter",
        list(
            "Hostkarma",
            "https://ipadmin.junkemailfilter.com/remove.php",
        ),
    ),
    (
        "invaluement",
        list("invaluement", "https://www.invaluement.com/lookup/"),
    ),
    (
        "blocklist.de",
        list("blocklist.de", "https://www.blocklist.de/en/search.html"),
    ),
    (
        "spamrats",
        list("SpamRATS", "https://www.spamrats.com/lookup.php"),
    ),
    (
        "spameatingmonkey",
        list("Spam Eating Monkey", "https://spameatingmonkey.com/lookup"),
    ),
    ("trend micro email reputation", TREND_MICRO),
    ("dronebl", list("DroneBL", "https://dronebl.org/lookup")),
    ("surriel", PSBL),
    ("surbl", list("SURBL", "https://surbl.org/surbl-analysis")),
    ("uribl", list("URIBL", "https://lookup.uribl.com/")),
    ("senderscore", VALIDITY),
    (
        "ipcheck.proofpoint",
        list("Proofpoint", "https://ipcheck.proofpoint.com/"),
    ),
    (
        "support.proofpoint",
        list("Proofpoint", "https://ipcheck.proofpoint.com/"),
    ),
    (
        "cloudmark",
        list("Cloudmark", "https://csi.cloudmark.com/en/reset/"),
    ),
    ("gbudb", list("GBUdb", "http://www.gbudb.com/truncate/")),
    (
        "backscatterer",
        list(
            "Backscatterer",
            "https://www.backscatterer.org/index.php?target=test",
        ),
    ),
    (
        "s5h.net",
        list("s5h", "https://www.usenix.org.uk/content/rblremove"),
    ),
    ("0spam", list("0spam", "https://0spam.org/")),
    (
        "woody.ch",
        list("Woody", "https://blacklist.woody.ch/rblcheck.php3"),
    ),
    (
        "fabel.dk",
        list("Fabel", "https://www.spamsources.fabel.dk/"),
    ),
];

const fn list(name: &'static str, lookup: &'static str) -> Blocklist {
    Blocklist { name, lookup }
}

const BARRACUDA: Blocklist = list("Barracuda", "https://www.barracudacentral.org/lookups");
const PSBL: Blocklist = list("PSBL", "https://psbl.org/");
const TREND_MICRO: Blocklist = list(
    "Trend Micro",
    "https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/",
);
const VALIDITY: Blocklist = list("Validity", "https://senderscore.org/");

/// Lists by the names that people give them, which are those of companies and their filters too.
const NAMES: &[(&str, Blocklist)] = &[
    ("barracuda", BARRACUDA),
    ("trend micro", TREND_MICRO),
    ("psbl", PSBL),
    ("validity", VALIDITY),
];
/// What stands before the name of a list.
const BEFORE_LISTS: [&str; 6] = [
    "using ",
    "listed by ",
    "listed in ",
    "listed on ",
    "listed at ",
    "blocked by ",
];

/// The list that a reply names.
pub(in crate::explain) fn blocklist(view: &View<'_>, words: &Range<usize>) -> Option<Blocklist> {
    // `URIBL_BLOCKED` of SpamAssassin says that the list may not be asked from there.
    let is_asked = |end: usize| !view.lower[end..].starts_with("_blocked");
    let holds = |name: &str| {
        let at = view.find(words.clone(), name);
        at.is_some_and(|at| is_asked(at + name.len()))
    };
    let found = LISTS.iter().find(|(name, _)| holds(name));
    let by_people = || {
        NAMES.iter().find(|(name, _)| {
            let at = view.find(words.clone(), name);
            let before = at.map_or("", |at| &view.lower[words.start..at]);
            let before = before.strip_suffix("the ").unwrap_or(before);
            BEFORE_LISTS.iter().any(|lead| before.ends_with(lead))
        })
    };
    found.or_else(by_people).map(|(_, list)| *list)
}

/// After how many seconds the server wants to be asked again.
pub(in crate::explain) fn retry_after(view: &View<'_>, words: &Range<usize>) -> Option<u64> {
    const BEFORE: &[&str] = &[
        "try again in ",
        "try again after ",
        "try again later in ",
        "retry in ",
        "retry after ",
        "retry-after: ",
        "wait ",
        "again in ",
        "greylisted for ",
        "greylisting in effect for ",
        "come back in ",
        "greylisted, try again in ",
        "please try again in ",
        "retry again in ",
        "retry time in ",
        "after ",
        "in ",
        "for ",
        "retry=",
        "delayed by ",
        "retrytime=",
        "next retry in ",
        "another ",
    ];
    let is_about_time = view.has(
        words,
        &["try", "wait", "grey", "gray", "later", "come back", "again"],
    );
    if !is_about_time {
        return None;
    }
    BEFORE.iter().find_map(|before| {
        let mut from = words.start;
        // Of a time that has gone by the next one is asked.
        loop {
            let at = view.find(from..words.end, before)? + before.len();
            let has_passed = PASSED
                .iter()
                .any(|passed| view.lower[words.start..at].ends_with(passed));
            if !has_passed {
                return duration(&view.lower[at..words.end]);
            }
            from = at;
        }
    })
}

/// What stands before a time that has gone by, for which the writer itself will try, or that is the end and not the beginning.
const PASSED: &[&str] = &[
    "within ",
    "delivered after ",
    "delivered for ",
    "deliver for ",
    "undeliverable for ",
    "delayed for ",
    "queued for ",
    "queue for ",
    "waiting for ",
    "tried for ",
    "trying for ",
    "retried for ",
    "retry for ",
    "retrying for ",
    "failing for ",
    "failed for ",
    "failed after ",
    "unreachable for ",
    "down for ",
    "message in ",
    "deliver in ",
    "delivered in ",
    "expired after ",
    "gave up after ",
    "giving up after ",
    "given up after ",
    "timed out after ",
    "timeout after ",
    "delivery after ",
    "attempts in ",
    "tries in ",
    "messages in ",
    "recipients in ",
    "connections in ",
];

/// `300 seconds`, `5 min`, `00:04:59`, `1 hour and 30 minutes`, `5m30s`.
fn duration(text: &str) -> Option<u64> {
    let text = ["at least ", "about ", "approximately ", "another "]
        .iter()
        .find_map(|before| text.strip_prefix(before))
        .unwrap_or(text);
    let text = text.trim_start_matches(['<', '(', '~']);
    let digits = text.bytes().take(7).take_while(u8::is_ascii_digit).count();
    if let Some(rest) = text[digits..].strip_prefix(':') {
        return clock(text[..digits].parse().ok()?, rest);
    }
    let (mut seconds, mut rest) = counted(text)?;
    while let Some((more, behind)) = counted(rest.trim_start_matches([',', ' ']))
        .or_else(|| counted(rest.strip_prefix(" and ")?))
    {
        seconds += more;
        rest = behind;
    }
    Some(seconds)
}

/// A number with a unit of time as seconds, and what follows.
fn counted(text: &str) -> Option<(u64, &str)> {
    let digits = text.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let number: u64 = text[..digits].parse().ok()?;
    let unit = text[digits..].trim_start_matches([' ', '-']);
    let length = unit.bytes().take_while(u8::is_ascii_lowercase).count();
    let seconds = match &unit[..length] {
        "s" | "sec" | "secs" | "second" | "seconds" | "sekunden" => 1,
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" => 60,
        "h" | "hr" | "hrs" | "hour" | "hours" | "stunde" | "stunden" => 3600,
        "d" | "day" | "days" | "tage" | "tagen" => 86400,
        _ => return None,
    };
    Some((number * seconds, &unit[length..]))
}

/// The seconds of a clock's first part and what stands behind its colon; more than 59 minutes or seconds are no clock.
fn clock(first: u64, rest: &str) -> Option<u64> {
    let part = |part: &str| part.parse().ok().filter(|number| *number < 60);
    let mut parts = rest.splitn(3, |c: char| !c.is_ascii_digit());
    let second: u64 = part(parts.next()?)?;
    let third: Option<u64> = parts.next().and_then(part);
    Some(match third {
        Some(third) => first * 3600 + second * 60 + third,
        None => first * 60 + second,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::Flat;

    #[rstest]
    #[case::seconds("450 4.2.0 Greylisted, try again in 300 seconds", Some(300))]
    #[case::minutes("451 Please wait 5 minutes and retry", Some(300))]
    #[case::clock("450 greylisted, retry in 00:04:59", Some(299))]
    #[case::hours_and_minutes("451 Try again in 1 hour and 30 minutes", Some(5400))]
    #[case::short_units("450 Greylisted, retry in 5m30s", Some(330))]
    #[case::minutes_and_seconds("450 greylisted, wait 4 minutes, 59 seconds", Some(299))]
    #[case::at_least(
        "451 4.7.1 Please wait at least 15 minutes before you retry",
        Some(900)
    )]
    #[case::hyphen("450 try again after 300-second delay", Some(300))]
    #[case::huge("450 try again in 9999999 days", Some(863_999_913_600))]
    #[case::a_number_that_is_no_time("450 Greylisted, try again later (300)", None)]
    #[case::time_that_has_gone_by("Warning: message still undelivered after 4 hours", None)]
    #[case::before_a_time_to_come(
        "450 undelivered after 4 hours, greylisted: try again after 5 minutes",
        Some(300)
    )]
    #[case::a_wait_behind_a_past(
        "deferred, not delivered for 2 hours, retry in 10 minutes",
        Some(600)
    )]
    #[case::the_end_of_a_time("450 4.7.1 retry from the same IP within 24 hours", None)]
    #[case::none("550 5.1.1 User unknown", None)]
    #[case::not_a_time("550 Try another address in 2024", None)]
    fn waits_are_read(#[case] text: &str, #[case] expected: Option<u64>) {
        let flat = Flat::of(text);
        let view = flat.view(text, crate::explain::view::cues());
        assert_eq!(retry_after(&view, &(0..text.len())), expected);
    }
}

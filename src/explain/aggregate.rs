//! What a report about many messages counts: those of a day that failed DMARC, the sessions of a day that failed TLS. It is no bounce of
//! one message, but it may tell of many that were refused.

use std::ops::Range;

use super::view::View;

/// What a report counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Messages.
    Messages {
        /// All of them.
        all: u64,
        /// Of them those with neither SPF nor DKIM that fit.
        failed: u64,
        /// Those that were refused.
        rejected: u64,
        /// Those that were put aside as suspicious.
        quarantined: u64,
    },
    /// Sessions that failed, and whether a policy forbids to deliver without TLS.
    Sessions {
        /// Of how many.
        all: u64,
        /// How many failed.
        failed: u64,
        /// Whether mail waits for TLS then.
        is_enforced: bool,
    },
}

/// The messages that a report of DMARC counts; `None` if its numbers do not stand in the text, or what became of some of them does not.
pub(super) fn messages(view: &View<'_>) -> Option<Counted> {
    let (mut all, mut failed, mut rejected, mut quarantined) = (0_u64, 0_u64, 0_u64, 0_u64);
    let mut at = 0;
    while let Some(start) = view.find(at..view.text.len(), "<record>") {
        let end = view.find(start..view.text.len(), "</record>");
        let record = start..end.unwrap_or(view.text.len());
        at = record.end;
        let count = element(view, &record, "<count>")?.parse::<u64>().ok()?;
        // Without a judgement nothing says how many passed.
        view.find(record.clone(), "<policy_evaluated>")?;
        let result = |name| element(view, &record, name).unwrap_or_default();
        all = all.saturating_add(count);
        // The first of each is what the receiver judged; behind them stand the raw results.
        if result("<dkim>") == "fail" && result("<spf>") == "fail" {
            failed = failed.saturating_add(count);
        }
        match result("<disposition>") {
            "reject" => rejected = rejected.saturating_add(count),
            "quarantine" => quarantined = quarantined.saturating_add(count),
            _ => {}
        }
    }
    (all > 0).then_some(Counted::Messages {
        all,
        failed,
        rejected,
        quarantined,
    })
}

/// What stands in the first element of a name.
fn element<'v>(view: &View<'v>, record: &Range<usize>, name: &str) -> Option<&'v str> {
    let start = view.find(record.clone(), name)? + name.len();
    let rest = &view.lower[start..record.end];
    Some(rest[..rest.find('<')?].trim())
}

/// The sessions that a report of TLS counts; `None` if its numbers do not stand in the text.
pub(super) fn sessions(view: &View<'_>) -> Option<Counted> {
    let whole = 0..view.text.len();
    let sum = |name: &str| {
        let (mut sum, mut from, mut is_there) = (0_u64, 0, false);
        while let Some(at) = view.find(from..whole.end, name) {
            from = at + name.len();
            let value = view.lower[from..].trim_start_matches([' ', ':', '\n']);
            let digits = value.bytes().take_while(u8::is_ascii_digit).count();
            if let Ok(count) = value[..digits].parse() {
                is_there = true;
                sum = sum.saturating_add(count);
            }
        }
        is_there.then_some(sum)
    };
    let failed = sum("\"total-failure-session-count\"")?;
    let served = sum("\"total-successful-session-count\"").unwrap_or(0);
    Some(Counted::Sessions {
        all: failed.saturating_add(served),
        failed,
        is_enforced: view.has(&whole, &["mode: enforce", "\"tlsa\""]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::view::{Flat, cues};

    #[test]
    fn numbers_of_all_records_are_added_up() {
        let text = "<feedback><record><row><count>5</count><policy_evaluated><disposition>reject</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row></record><record><row><count>7</count><policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated></row></record></feedback>";
        let flat = Flat::of(text);
        let counts = messages(&flat.view(text, cues()));
        let expected = Counted::Messages {
            all: 12,
            failed: 5,
            rejected: 5,
            quarantined: 0,
        };
        assert_eq!(counts, Some(expected));
    }

    #[test]
    fn without_a_judgement_nothing_is_counted() {
        let judged = "<record><row><count>5</count><policy_evaluated><dkim>pass</dkim></policy_evaluated></row></record>";
        let bare = "<record><row><source_ip>192.0.2.1</source_ip><count>3</count></row></record>";
        let counts = |text: &str| messages(&Flat::of(text).view(text, cues())).is_some();
        assert!(counts(judged));
        assert!(!counts(bare));
        assert!(!counts(&format!("{judged}{bare}")));
    }

    #[test]
    fn a_count_without_a_number_is_none() {
        let counted = |text: &str| sessions(&Flat::of(text).view(text, cues())).is_some();
        assert!(counted("{\"total-failure-session-count\": 0}"));
        assert!(!counted("{\"total-failure-session-count\": null}"));
        // Nor is one that no counter holds; the longest that it does hold is read whole.
        let count = u64::MAX;
        assert!(counted(&format!(
            "{{\"total-failure-session-count\": {count}}}"
        )));
        assert!(!counted(&format!(
            "{{\"total-failure-session-count\": {count}0}}"
        )));
    }
}

//! Which of two codes a server sends, where nobody wrote it by hand: from what their pages say of it.

use smtpref_catalog::{
    Catalog, CauseGroup, Choice, Code, CodePattern, EnhancedClass, EnhancedCode, Entry, Provider,
    ProviderKind, ReplyClass, ReplyCode, Send, Status,
};

use super::go_together;
use crate::lookup::{Known, Lookup, Record, wording};

/// How many codes of a cause are offered.
const OFFERED: usize = 3;

/// Which of the two a server should send.
pub(super) fn choose(sides: &[Record<'_>; 2], catalog: &Catalog) -> Vec<String> {
    let [left, right] = sides;
    if left.lookup == right.lookup {
        return vec![send(left, catalog).told()];
    }
    if left.code().is_group() && right.code().is_group() {
        return vec![format!(
            "{} and {} are groups, not codes to send: choose one of their codes.",
            left.lookup, right.lookup
        )];
    }
    let [one, other] = [send(left, catalog), send(right, catalog)];
    match (&one.about, &other.about) {
        // What a server sends in the place of both is told once, the same whichever stands at the left.
        (Some(about), Some(also)) if one.text == other.text => {
            let (first, then) = if left.lookup < right.lookup {
                (about, also)
            } else {
                (also, about)
            };
            vec![format!("{first}, and {then}: {}", one.text)]
        }
        _ => vec![one.told(), other.told()],
    }
}

/// What a server does about a code.
struct Advice {
    /// What the code is, where that is the reason.
    about: Option<String>,
    text: String,
}

impl Advice {
    const fn of(text: String) -> Self {
        Self { about: None, text }
    }

    fn told(self) -> String {
        match self.about {
            Some(about) => format!("{about}: {}", self.text),
            None => self.text,
        }
    }
}

/// When a server sends a code, or why it should not.
fn send(side: &Record<'_>, catalog: &Catalog) -> Advice {
    let name = side.lookup;
    let Some(entry) = side.entry() else {
        return Advice::of(format!(
            "Do not send {name}: it is not registered.{}",
            general(side.code())
        ));
    };
    if side.code().is_group() {
        return Advice::of(format!(
            "{name} is a group, not a code to send: choose one of its codes."
        ));
    }
    situation(side, entry, catalog).unwrap_or_else(|| {
        let against = discouraged(side, entry, catalog);
        Advice::of(against.unwrap_or_else(|| when(side, entry, catalog)))
    })
}

/// When to send a code that there is nothing against.
fn when(side: &Record<'_>, entry: &Entry, catalog: &Catalog) -> String {
    let name = side.lookup;
    let code = side.code().enhanced();
    let reports = code.is_some() && entry.commands.is_empty();
    // What is sent has a class, even where the name that was asked for has none.
    let open = code.filter(|code| code.class().is_none());
    let clauses: Vec<String> = match open {
        Some(code) => {
            let classes = entry.classes.iter();
            let of_class = |&class: &EnhancedClass| {
                let Clause { when, behind } = clause(side, Some(class), catalog)?;
                let behind = after(&behind);
                let code = code.with_class(Some(class));
                Some(if reports {
                    format!("{code} when {when}")
                } else {
                    format!("as {code}{behind} when {when}")
                })
            };
            classes.filter_map(of_class).collect()
        }
        None => clause(side, class(side, entry), catalog)
            .map(|clause| format!("when {}", clause.when))
            .into_iter()
            .collect(),
    };
    if clauses.is_empty() {
        return format!("Send {name} to say: {:?}", entry.summary);
    }
    let clauses = clauses.join("; ");
    if reports {
        let it = if open.is_some() { "" } else { "it " };
        return format!("{name} belongs in reports and not in replies: write {it}{clauses}.");
    }
    if let (Some(reply), Some(code)) = (name.reply, code) {
        return whole(side, reply, code, &clauses, catalog);
    }
    let behind = clause(side, class(side, entry), catalog)
        .filter(|_| open.is_none())
        .map_or_else(String::new, |clause| after(&clause.behind));
    format!("Send {name}{behind} {clauses}.")
}

/// When to send a whole reply: what its enhanced status code says, unless that is the vague one of a subject; and where another reply code
/// usually goes before it, that one is to be sent.
fn whole(
    side: &Record<'_>,
    reply: ReplyCode,
    code: EnhancedCode,
    clauses: &str,
    catalog: &Catalog,
) -> String {
    let name = side.lookup;
    let before = Record::of(Lookup::new(Code::Reply(reply)), catalog);
    let Some(Choice::Send { when, .. }) = before.choice(None) else {
        return format!("Send {name} {clauses}.");
    };
    if code.detail() == 0 {
        return format!("Send {name} when {when}.");
    }
    let usual = clause(side, code.class(), catalog).map_or_else(Vec::new, |usual| usual.behind);
    if usual.is_empty() || usual.contains(&reply) {
        return format!("Send {name} {clauses}.");
    }
    let lone = Record::of(Lookup::new(Code::Enhanced(code)), catalog);
    let too = if go_together(&before, &lone) {
        format!("; {reply} before it is seen, too")
    } else {
        String::new()
    };
    format!("Send {code}{} {clauses}{too}.", after(&usual))
}

/// The class of an enhanced status code: that which was asked for, or the only one.
fn class(side: &Record<'_>, entry: &Entry) -> Option<EnhancedClass> {
    let code = side.code().enhanced()?;
    code.class().or(match entry.classes[..] {
        [only] => Some(only),
        _ => None,
    })
}

/// When a code of a class is sent.
struct Clause<'c> {
    when: &'c str,
    /// The reply codes that it follows.
    behind: Vec<ReplyCode>,
}

fn clause<'c>(
    side: &Record<'c>,
    class: Option<EnhancedClass>,
    catalog: &Catalog,
) -> Option<Clause<'c>> {
    let Choice::Send { when, behind } = side.choice(class)? else {
        return None;
    };
    let mut behind = behind.clone();
    if behind.is_empty() {
        let usual = side.page()?.usual_with.iter();
        let mut usual = usual.filter_map(|code| code.reply());
        let fits = |code: &ReplyCode| {
            class.is_some() && code.class().of_enhanced() == class && is_sent(*code, catalog)
        };
        behind.extend(usual.find(fits));
    }
    Some(Clause { when, behind })
}

/// The words for the reply codes that a code follows.
fn after(codes: &[ReplyCode]) -> String {
    if codes.is_empty() {
        return String::new();
    }
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    format!(" behind {}", wording::one_of(&codes))
}

/// Whether a server sends a reply code without a second thought.
fn is_sent(code: ReplyCode, catalog: &Catalog) -> bool {
    Known::find(Code::Reply(code), catalog).is_some_and(|known| {
        let choices = &known.page.choices;
        known.entry.status == Status::Standard
            && choices
                .iter()
                .all(|(_, choice)| matches!(choice, Choice::Send { .. }))
    })
}

/// What to send for a cause, or instead of a provider's own words; `None` for a code.
fn situation(side: &Record<'_>, entry: &Entry, catalog: &Catalog) -> Option<Advice> {
    let name = side.lookup;
    let known = side.page()?.detail.cause().is_some();
    let cause = side.cause()?;
    let of_replies = || cause.send.iter().filter(|send| send.codes.reply.is_some());
    let codes = |send: &Send| send.codes.to_string();
    if known {
        return Some(Advice::of(if let Some(send) = of_replies().next() {
            let (codes, stage) = (codes(send), wording::send_stage(send.stage));
            format!("For {name} send {codes} ({stage}). {}", send.why)
        } else {
            let send = cause.send.first()?;
            format!(
                "For {name} write {} into the report. {}",
                codes(send),
                send.why
            )
        }));
    }
    let Provider {
        name: provider,
        kind,
        ..
    } = side.provider(catalog)?;
    let own = if side.code().is_number() {
        format!("{name} is a number of {provider}")
    } else {
        format!("{} is a reply of {provider} in its own words", entry.code)
    };
    // What the servers of a service that sends say of another one stands in its reports.
    let is_report = side.reply_detail().is_some_and(|reply| reply.sending_side)
        && *kind != ProviderKind::Software
        && cause.group == CauseGroup::Network;
    let of_reports = cause.send.iter().filter(|send| send.codes.reply.is_none());
    let reported: Vec<String> = of_reports.map(codes).collect();
    if is_report && !reported.is_empty() {
        let reported = wording::one_of(&reported);
        return Some(Advice {
            about: Some(format!("{own}, about another server")),
            text: format!("a server of yours writes {reported} into its report."),
        });
    }
    // A reply that is permanent is none of the temporary codes of its cause, and the other way round.
    let permanent = side.is_permanent();
    let fits = |send: &&Send| {
        let class = send.codes.reply.map(ReplyCode::class);
        permanent.is_none_or(|permanent| match class {
            Some(ReplyClass::TransientNegative) => !permanent,
            Some(ReplyClass::PermanentNegative) => permanent,
            _ => false,
        })
    };
    let mut fitting: Vec<String> = Vec::new();
    for code in of_replies().filter(fits).map(codes) {
        if !fitting.contains(&code) {
            fitting.push(code);
        }
    }
    fitting.truncate(OFFERED);
    let its_code = match fitting.len() {
        0 => {
            let cause = side.cause?.entry.code;
            return Some(Advice {
                about: Some(own),
                text: format!(
                    "what a server of yours says instead is on the page of the cause {cause}."
                ),
            });
        }
        1 => "the code of the cause",
        _ => "that code of the cause which fits",
    };
    let fitting = wording::one_of(&fitting);
    Some(Advice {
        about: Some(own),
        text: format!("a server of yours sends {its_code}, {fitting}."),
    })
}

/// Why a server should not send a code that has a page.
fn discouraged(side: &Record<'_>, entry: &Entry, catalog: &Catalog) -> Option<String> {
    let name = side.lookup;
    if let Some((reply, enhanced)) = name.contradiction() {
        return Some(format!(
            "Do not send {reply} with {enhanced}: both codes of a reply begin with the same digit."
        ));
    }
    if let Some((_, classes)) = side.unusual_class() {
        return Some(format!(
            "Do not send {}: {} goes with class {} only.",
            side.code(),
            entry.code,
            wording::class_numbers(classes)
        ));
    }
    let before = name.reply.and_then(|reply| {
        let reply = Record::of(Lookup::new(Code::Reply(reply)), catalog);
        not_sent(&reply, reply.entry()?)
    });
    before.or_else(|| not_sent(side, entry))
}

fn not_sent(side: &Record<'_>, entry: &Entry) -> Option<String> {
    let name = side.lookup;
    let choice = side.choice(class(side, entry));
    if let (Some(Choice::Send { when, .. }), Status::Nonstandard) = (choice, entry.status) {
        return Some(format!("{name} is in no RFC: send it only when {when}."));
    }
    // Of a code without a class, whatever its classes say.
    let all = side.page().map_or(&[][..], |page| &page.choices);
    let of_no_class = all
        .iter()
        .all(|(_, choice)| matches!(choice, Choice::Instead { .. }));
    let choice = choice.or(all.first().filter(|_| of_no_class).map(|(_, one)| one));
    let (codes, why) = match choice {
        Some(Choice::Instead { codes, why }) => (&codes[..], *why),
        _ => (&[][..], None),
    };
    let reason = match (why, entry.status) {
        (Some(why), _) => format!("Do not send {name} from a new server: {why}."),
        (None, Status::Standard) if codes.is_empty() => return None,
        (None, Status::Standard) => format!("Do not send {name} from a new server."),
        _ if side.code().reply().is_some() && entry.commands.is_empty() => {
            return Some(format!(
                "There is nothing to choose about {name}: it is never sent in a session."
            ));
        }
        (None, Status::Nonstandard) => format!(
            "Do not send {name} from a new server: it is not in any RFC, so clients go by its first digit alone."
        ),
        (None, Status::Historic) => {
            format!("Do not send {name}: it is historic, and no current client waits for it.")
        }
        (None, Status::Obsolete) => format!("Do not send {name}: it is obsolete."),
    };
    let better = if codes.is_empty() {
        general(side.code())
    } else {
        let codes: Vec<String> = codes.iter().map(CodePattern::to_string).collect();
        let fitting = match codes.len() {
            1 => "",
            _ => ", whichever fits",
        };
        format!(" Send {} in its place{fitting}.", wording::one_of(&codes))
    };
    Some(format!("{reason}{better}"))
}

/// The registered codes that say the least, by stage where the stage decides.
fn general(code: Code) -> String {
    match code {
        Code::Reply(reply) => match reply.class() {
            ReplyClass::PositiveCompletion => " 250 is the general code for success.".to_owned(),
            ReplyClass::PositiveIntermediate => {
                " Current SMTP uses 354 after DATA and 334 within AUTH.".to_owned()
            }
            ReplyClass::TransientNegative => {
                " 451 is the general code for a temporary failure, 421 in the greeting and 454 after AUTH or STARTTLS.".to_owned()
            }
            ReplyClass::PermanentNegative => {
                " 554 is the general code for a permanent failure, 550 after MAIL or RCPT and 535 after AUTH.".to_owned()
            }
            ReplyClass::Preliminary | ReplyClass::OutOfRange => {
                " A reply code of SMTP begins with 2, 3, 4 or 5.".to_owned()
            }
        },
        Code::Enhanced(enhanced) => general_enhanced(enhanced),
        Code::Class(_) | Code::Subject(_) => " Subjects 0 to 7 are registered.".to_owned(),
        Code::Cause(_) | Code::ProviderReply(_) => String::new(),
    }
}

fn general_enhanced(code: EnhancedCode) -> String {
    let class = code
        .class()
        .map_or_else(|| "X".to_owned(), |class| class.digit().to_string());
    if code.subject().name().is_some() {
        format!(
            " {class}.{}.0 is the general code of its subject.",
            code.subject().number()
        )
    } else {
        format!(" {class}.0.0 is the general code without a subject.")
    }
}

//! What can be said of a code that has no page, number by number, and of two codes that contradict each other.
//!
//! A reply code is read by RFC 5321 section 4.2.1, an enhanced status code by RFC 3463 section 2. Knows nothing of layout.

use super::{Lookup, wording};
use smtpref_catalog::{Catalog, EntryId};
use smtpref_catalog::{Category, Code, EnhancedClass, EnhancedCode, ReplyClass, ReplyCode};

/// What one number of a code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The number as it stands in the code, such as `5yz` or `X.7`.
    pub number: String,
    /// What the documents call it.
    pub name: String,
    /// What follows from it.
    pub meaning: String,
}

/// What can be said of a code that has no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unregistered {
    /// One line for the head of the page.
    pub summary: String,
    /// Number by number.
    pub parts: Vec<Part>,
    /// What to do with it.
    pub advice: Vec<String>,
    /// The nearest codes that have a page, nearest first.
    pub nearest: Vec<EntryId>,
}

/// How many near codes are offered.
const NEAREST: usize = 5;

/// Explains a code from its numbers.
#[must_use]
pub fn describe(code: Code, catalog: &Catalog) -> Unregistered {
    match code {
        Code::Reply(reply) => reply_code(reply, catalog),
        Code::Enhanced(enhanced) => enhanced_code(enhanced, catalog),
        Code::Subject(subject) => Unregistered {
            summary: format!("Subject {} is not registered.", subject.number()),
            parts: vec![subject_part(subject)],
            advice: vec![
                "Read the text after the code: a server that invents a subject explains itself there, if anywhere.".to_owned(),
            ],
            nearest: nearest(code, catalog),
        },
        // A name is looked up in the catalog, so none without an entry is ever asked for.
        Code::Cause(name) | Code::ProviderReply(name) => Unregistered {
            summary: format!("{name} is not in this catalog."),
            parts: Vec::new(),
            advice: vec!["List what there is with `smtpref list`.".to_owned()],
            nearest: Vec::new(),
        },
        Code::Class(class) => Unregistered {
            summary: format!("Class {}: {}.", class.digit(), class.name()),
            parts: vec![class_part(Some(class))],
            advice: Vec::new(),
            nearest: nearest(code, catalog),
        },
    }
}

fn reply_code(code: ReplyCode, catalog: &Catalog) -> Unregistered {
    let [_, second, third] = code.digits();
    let class = code.class();
    let category = code.category();
    let parts = vec![
        Part {
            number: format!("{}yz", class.digit()),
            name: class.name().to_owned(),
            meaning: reply_class_meaning(class).to_owned(),
        },
        Part {
            number: format!("x{second}z"),
            name: category.name().to_owned(),
            meaning: category_meaning(category, second).to_owned(),
        },
        Part {
            number: format!("xy{third}"),
            name: "The finest gradation".to_owned(),
            meaning: "It only tells codes of one group apart; on its own it means nothing."
                .to_owned(),
        },
    ];
    let mut advice = vec![match class {
        ReplyClass::Preliminary | ReplyClass::OutOfRange => {
            "Treat it as a fatal error and give up the transaction: no SMTP server may send it (RFC 5321 section 4.2). In a log or a list of a mail service it is that service's own number.".to_owned()
        }
        _ => format!(
            "Act on the first digit alone, as every client must with a code that it does not know (RFC 5321 section 4.2): treat {code} as {}.",
            treat_as(class)
        ),
    }];
    advice.push(
        "Read the text behind the code, and the enhanced status code if there is one: with an unregistered number they are all that the server tells.".to_owned(),
    );
    Unregistered {
        summary: if code.is_in_grammar() {
            format!("{code} is in no RFC and no registry; its digits still say what a client does.")
        } else {
            format!("{code} is not a valid SMTP reply code; its digits say how it is meant.")
        },
        parts,
        advice,
        nearest: nearest(Code::Reply(code), catalog),
    }
}

const fn treat_as(class: ReplyClass) -> &'static str {
    match class {
        ReplyClass::PositiveCompletion => "250",
        ReplyClass::PositiveIntermediate => "354 after DATA, as 334 after AUTH",
        ReplyClass::TransientNegative => "451, and try again later",
        _ => "550 or 554, and return the message",
    }
}

const fn reply_class_meaning(class: ReplyClass) -> &'static str {
    match class {
        ReplyClass::Preliminary => {
            "SMTP has no such class; its ancestors used it for a first answer before the real one."
        }
        ReplyClass::PositiveCompletion => "The command was done; the client goes on.",
        ReplyClass::PositiveIntermediate => {
            "The command is all right so far; the server waits for the rest of the input."
        }
        ReplyClass::TransientNegative => {
            "Refused for now; the same command may succeed later, so the sending server keeps the message and tries again."
        }
        ReplyClass::PermanentNegative => {
            "Refused for good; the same command will fail again, so the sending server returns the message."
        }
        ReplyClass::OutOfRange => "First digits end at 5; no server may send this one.",
    }
}

const fn category_meaning(category: Category, second: u16) -> &'static str {
    match category {
        Category::Syntax => {
            "About the form of commands: wrong, unknown, not implemented, or in no other group."
        }
        Category::Information => "An answer to a question, such as status or help.",
        Category::Connections => "About the connection itself.",
        Category::Unspecified if second == 3 => {
            "The base protocol leaves this group open; AUTH took 235, 334, 432, 530, 534, 535 and 538 from it."
        }
        Category::Unspecified => {
            "The base protocol leaves this group open, and no standard reply is in it."
        }
        Category::MailSystem => {
            "About the mail system that receives: the mailbox, the storage, or its rules."
        }
        Category::OutsideGrammar => "The second digit ends at 5, so the number breaks the grammar.",
    }
}

fn class_part(class: Option<EnhancedClass>) -> Part {
    match class {
        Some(class) => Part {
            number: format!("{}.X.X", class.digit()),
            name: class.name().to_owned(),
            meaning: class_meaning(class).to_owned(),
        },
        None => Part {
            number: "X".to_owned(),
            name: "Any class".to_owned(),
            meaning: "In a real reply a 2, 4 or 5 stands here: done, try again later, or failed."
                .to_owned(),
        },
    }
}

/// What follows from the class of an enhanced status code.
#[must_use]
pub const fn class_meaning(class: EnhancedClass) -> &'static str {
    match class {
        EnhancedClass::Success => "It worked; nothing is wrong with the message.",
        EnhancedClass::Transient => {
            "It failed for now; the sending server keeps the message and tries again."
        }
        EnhancedClass::Permanent => "It failed for good; the sending server returns the message.",
    }
}

fn subject_part(subject: smtpref_catalog::Subject) -> Part {
    let meaning = match subject.number() {
        0 => "It says nothing of what it is about.",
        1 => "About an address, of the sender or of a recipient.",
        2 => "About the recipient's mailbox.",
        3 => "About the receiving mail system as a whole.",
        4 => "About the network, the DNS or the way there.",
        5 => "About the SMTP commands and replies themselves.",
        6 => "About the content of the message.",
        7 => "About a rule, a filter, a login or encryption.",
        _ => "The registry ends at subject 7, so this one means what its server means by it.",
    };
    Part {
        number: subject.to_string(),
        name: wording::subject(subject).to_owned(),
        meaning: meaning.to_owned(),
    }
}

fn enhanced_code(code: EnhancedCode, catalog: &Catalog) -> Unregistered {
    let near = nearest(Code::Enhanced(code), catalog);
    let parts = vec![
        class_part(code.class()),
        subject_part(code.subject()),
        Part {
            number: format!("X.{}.{}", code.subject().number(), code.detail()),
            name: wording::not_registered().to_owned(),
            meaning:
                "The registry gives this detail no meaning; only the server that sent it knows."
                    .to_owned(),
        },
    ];
    let mut advice = Vec::new();
    if code.subject().name().is_some() {
        advice.push(format!(
            "Read it as X.{0}.0, the general code of its subject, and act on the class.",
            code.subject().number()
        ));
    } else {
        advice.push("Act on the class alone; the other two numbers say nothing.".to_owned());
    }
    advice.push(
        "Search the documentation of the provider that sent it for the whole reply: details of their own are common at large providers.".to_owned(),
    );
    Unregistered {
        summary: if code.subject().name().is_some() {
            format!("{code} is not in the registry; its class and subject still tell something.")
        } else {
            format!(
                "Neither {code} nor its subject is in the registry; its class still tells something."
            )
        },
        parts,
        advice,
        nearest: near,
    }
}

/// The nearest codes that have a page: of the same kind, in the same group first, then by the distance of the last number. An enhanced
/// status code of an unknown subject has the code without a subject, and its class.
#[must_use]
pub fn nearest(code: Code, catalog: &Catalog) -> Vec<EntryId> {
    let mut ranked: Vec<(u32, EntryId)> = catalog
        .ids()
        .filter_map(|id| Some((distance(code, catalog.entry(id).code)?, id)))
        .collect();
    ranked.sort_unstable();
    ranked.truncate(NEAREST);
    ranked.into_iter().map(|(_, id)| id).collect()
}

/// How far a known code is from the asked one; `None` if it is of another kind or shares no group with it.
fn distance(asked: Code, known: Code) -> Option<u32> {
    match (asked, known) {
        (Code::Reply(asked), Code::Reply(known)) => {
            let (a, k) = (asked.digits(), known.digits());
            if a[0] != k[0] && a[0] >= 2 && a[0] <= 5 {
                return None;
            }
            Some(
                u32::from(a[0].abs_diff(k[0])) * 1000
                    + u32::from(a[1].abs_diff(k[1])) * 20
                    + u32::from(a[2].abs_diff(k[2])),
            )
        }
        // Of an unknown subject nothing is near but the code without one, and the class.
        (Code::Enhanced(asked), Code::Enhanced(known)) if asked.subject().name().is_none() => {
            (known.subject().number() == 0).then(|| u32::from(known.detail()))
        }
        (Code::Enhanced(asked), Code::Class(known)) if asked.subject().name().is_none() => {
            (asked.class() == Some(known)).then_some(1000)
        }
        (Code::Enhanced(asked), Code::Enhanced(known)) => {
            if asked.subject() != known.subject() {
                return None;
            }
            // X.s.0 is the code to read an unknown detail as, so it comes first.
            let details = match known.detail() {
                0 => 0,
                detail => asked.detail().abs_diff(detail),
            };
            Some(u32::from(details))
        }
        (Code::Subject(asked), Code::Subject(known)) => {
            Some(u32::from(asked.number().abs_diff(known.number())))
        }
        (Code::Class(_), Code::Class(_)) => Some(0),
        _ => None,
    }
}

/// What to make of a reply whose two codes contradict each other; `None` if they agree.
#[must_use]
pub fn contradiction(lookup: Lookup) -> Option<String> {
    let (reply, enhanced) = lookup.contradiction()?;
    let class = enhanced.class()?;
    Some(if reply.class() == ReplyClass::PositiveIntermediate {
        format!(
            "{reply} and {enhanced} contradict each other: an intermediate reply carries no enhanced status code at all (RFC 2034 section 4). Believe {reply}, for every client acts on the reply code."
        )
    } else {
        format!(
            "{reply} and {enhanced} contradict each other: both must begin with the same digit (RFC 2034 section 4). Believe {reply}, for every client acts on the reply code (RFC 5321 section 4.2). {} Take {enhanced} as a hint at the cause, not as \"{}\"; the server or a filter rule of its operator is set up wrongly.",
            reply_class_meaning(reply.class()),
            class.name().to_lowercase(),
        )
    })
}

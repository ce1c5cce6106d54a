//! What a lookup means for the message, the same attempt and its finality: one outcome, or one for each class where nobody named it.
//!
//! Every client acts on the reply code, whatever follows it (RFC 5321 section 4.2), so a reply code that was given decides, and the
//! enhanced status code only narrows the stages at which both can be sent.

use smtpref_catalog::{
    Catalog, Code, CodePattern, Command, Commands, Detail, Effect, EnhancedClass, EnhancedCode,
    Fate, Fates, Finality, Permanence, ProviderKind, ReplyCode, Retry,
};

use super::record::classes_of;
use super::{Known, Lookup};

/// What a lookup means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The class is known.
    Decided(Decided),
    /// The class was not named: what each one would mean.
    ByClass(Vec<(EnhancedClass, Decided)>),
    /// What is true is known; the class of the code, which was not named, decides on the message alone.
    MessageByClass(Decided),
}

/// What one class means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decided {
    /// What becomes of the message.
    pub message: Fates,
    /// Whether the same attempt can succeed.
    pub retry: Retry,
    /// Whether it is final.
    pub finality: Finality,
}

/// A value that is the same for all classes, or one for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PerClass<T> {
    /// The same for all.
    One(T),
    /// One for each class.
    Each(Vec<(EnhancedClass, T)>),
}

/// The classes of what goes wrong.
const FAILURES: [EnhancedClass; 2] = [EnhancedClass::Transient, EnhancedClass::Permanent];

/// What a code says of itself, as far as it has a page.
#[derive(Debug, Clone, Copy, Default)]
struct Says {
    stages: Commands,
    effect: Option<Effect>,
}

impl Outcome {
    /// The outcome of a lookup whose code and reply code are known, or not.
    pub(super) fn of(
        lookup: Lookup,
        known: Option<Known<'_>>,
        reply: Option<Known<'_>>,
        cause: Option<Known<'_>>,
        catalog: &Catalog,
    ) -> Self {
        if let Some(outcome) =
            known.and_then(|known| of_situation(lookup, known, cause, Numbers::of(known, catalog)))
        {
            return outcome;
        }
        let of_all = |known| Says::of(known, None);
        let says = known.map_or_else(Says::default, of_all);
        // A page speaks of its own classes; in any other class a code is as good as unknown.
        let in_class = |class: EnhancedClass| match known {
            Some(known) if known.entry.classes.contains(&class) => Says::of(known, Some(class)),
            Some(_) => Says::default(),
            None => says,
        };
        if let (Some(code), Some(enhanced)) = (lookup.reply, lookup.code.enhanced()) {
            let enhanced = match enhanced.class() {
                Some(class) if lookup.contradiction().is_none() => in_class(class),
                Some(_) => Says::default(),
                None => says,
            };
            return Self::Decided(both(
                code,
                reply.map_or_else(Says::default, of_all),
                enhanced,
            ));
        }
        match lookup.code {
            Code::Reply(code) => Self::Decided(says.decide(code.class().into())),
            Code::Class(class) => Self::Decided(says.decide(class.into())),
            Code::Subject(_) => {
                Self::by_class(&classes_of(lookup.code, catalog), |_| Says::default())
            }
            Code::Enhanced(code) => Self::enhanced(code, known, in_class),
            Code::Cause(_) | Code::ProviderReply(_) => Self::by_class(&FAILURES, |_| says),
        }
    }

    /// The outcome of what the sender's own service kept back.
    pub(super) const fn held_back() -> Self {
        Self::Decided(Decided {
            message: Fates::one(Fate::NotSent),
            retry: Retry::AfterChange,
            finality: Finality::Permanent,
        })
    }

    fn enhanced(
        code: EnhancedCode,
        known: Option<Known<'_>>,
        in_class: impl Fn(EnhancedClass) -> Says,
    ) -> Self {
        match (code.class(), known.map(|known| &known.entry.classes[..])) {
            (Some(class), _) => Self::Decided(in_class(class).decide(class.into())),
            (None, Some(&[only])) => Self::Decided(in_class(only).decide(only.into())),
            (None, Some(classes)) => Self::by_class(classes, in_class),
            (None, None) => Self::by_class(&EnhancedClass::ALL, |_| Says::default()),
        }
    }

    fn by_class(classes: &[EnhancedClass], says: impl Fn(EnhancedClass) -> Says) -> Self {
        let each = |&class: &EnhancedClass| (class, says(class).decide(class.into()));
        Self::ByClass(classes.iter().map(each).collect())
    }

    /// The outcome, where it does not depend on a class that nobody named.
    #[must_use]
    pub const fn decided(&self) -> Option<Decided> {
        match self {
            Self::Decided(decided) | Self::MessageByClass(decided) => Some(*decided),
            Self::ByClass(_) => None,
        }
    }

    /// One part of it.
    pub(crate) fn each<T: Copy + PartialEq>(&self, part: impl Fn(Decided) -> T) -> PerClass<T> {
        match self {
            Self::Decided(decided) => PerClass::One(part(*decided)),
            Self::ByClass(classes) => {
                let each = |&(class, decided): &(EnhancedClass, Decided)| (class, part(decided));
                PerClass::Each(classes.iter().map(each).collect())
            }
            Self::MessageByClass(decided) => {
                let is_mixed = decided.message.contain(Fate::NotSent);
                let each = |class: EnhancedClass| {
                    let message = or_not_sent(of_an_unknown_stage(class.into()), is_mixed);
                    (
                        class,
                        part(Decided {
                            message,
                            ..*decided
                        }),
                    )
                };
                let [one, other] = FAILURES.map(each);
                if one.1 == other.1 {
                    PerClass::One(one.1)
                } else {
                    PerClass::Each(vec![one, other])
                }
            }
        }
    }
}

impl Says {
    fn of(known: Known<'_>, class: Option<EnhancedClass>) -> Self {
        Self {
            stages: known.stages(class),
            effect: Some(known.page.effect),
        }
    }

    /// What the page says of the message and of the same attempt goes before what class and stage say.
    fn decide(self, finality: Finality) -> Decided {
        let written = self.effect.map_or(Fates::NONE, |effect| effect.message);
        let by_stage = at(finality, self.stages);
        let message = [written.that_fit(finality), by_stage]
            .into_iter()
            .find(|fates| !fates.is_empty())
            .unwrap_or_else(|| of_an_unknown_stage(finality));
        Decided {
            message,
            retry: self
                .effect
                .and_then(|effect| effect.retry)
                // What went well needs no further attempt, whatever the page says of the other classes.
                .filter(|_| finality.retry() != Retry::NotNeeded)
                .unwrap_or(finality.retry()),
            finality,
        }
    }
}

/// What a reply means for the message at these stages. Only a mail program sends BURL: where it has no other way to hand over a message, a
/// refusal leaves none with a server that could keep it or send it back.
fn at(finality: Finality, stages: Commands) -> Fates {
    let of_a_program =
        |command| matches!(command, Command::Auth | Command::Starttls | Command::Burl);
    let by_program = stages.answer(Command::Burl) && stages.iter().all(of_a_program);
    match finality {
        Finality::Temporary | Finality::Permanent if by_program => Fates::one(Fate::NotSent),
        _ => Fates::at(finality, stages),
    }
}

/// What a reply code decides together with an enhanced status code: the stages at which both are sent count.
fn both(code: ReplyCode, reply: Says, enhanced: Says) -> Decided {
    let finality = Finality::from(code.class());
    let alone = reply.decide(finality);
    let stages = match (reply.stages.is_empty(), enhanced.stages.is_empty()) {
        (false, false) => reply.stages.in_common(enhanced.stages),
        _ => Commands::default(),
    };
    let here = at(finality, stages);
    let message = if here.is_empty() || alone.message.are_among(here) {
        alone.message
    } else {
        here
    };
    Decided { message, ..alone }
}

/// What the codes of a provider's reply tell of the message beyond their class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// One who lets people send refuses the login, or asks for it: no message is taken from them.
    Login,
    /// One who receives, or filters for one who does, says it, and its number is not known: what holds for now may come with either class.
    Unknown,
    /// Nothing.
    Other,
}

impl Numbers {
    fn of(known: Known<'_>, catalog: &Catalog) -> Self {
        use ProviderKind::{Blocklist, Filter, Receiver, SendingService};
        let Detail::Reply(reply) = &known.page.detail else {
            return Self::Other;
        };
        let kind = catalog
            .provider(reply.provider.as_str())
            .map(|one| one.kind);
        let lets_send = reply.sending_side || kind == Some(SendingService);
        let receives = matches!(kind, Some(Receiver | Filter | Blocklist));
        if lets_send && !reply.codes.is_empty() {
            let refuses = |code| refuses_a_login(code, catalog);
            if reply.codes.iter().all(refuses) {
                return Self::Login;
            }
        }
        if receives && !reply.sending_side && reply.codes.is_empty() {
            return Self::Unknown;
        }
        Self::Other
    }
}

/// Whether a code is a final refusal whose page begins with logins: 534 is one, though some servers say it to MAIL.
fn refuses_a_login(code: &CodePattern, catalog: &Catalog) -> bool {
    let page = |code: ReplyCode| Known::find(code.into(), catalog);
    let first = |page: Known<'_>| page.entry.commands.iter().next();
    by_code(code) == Some(Finality::Permanent)
        && code.codes.reply.and_then(page).and_then(first) == Some(Command::Auth)
}

/// The outcome of a cause or of a provider's reply: the words and the codes tell more than a class would.
fn of_situation(
    lookup: Lookup,
    known: Known<'_>,
    cause: Option<Known<'_>>,
    numbers: Numbers,
) -> Option<Outcome> {
    let reply = match &known.page.detail {
        Detail::None => return None,
        Detail::Cause(_) => None,
        Detail::Reply(reply) => Some(reply),
    };
    let of_cause = cause.and_then(|cause| cause.page.detail.cause());
    let classes = match (reply, lookup.class()) {
        (None, _) => Vec::new(),
        (Some(_), Some(asked)) => vec![asked],
        (Some(_), None) => known.entry.classes.clone(),
    };
    let truly = match (reply.and_then(|reply| reply.permanent), of_cause) {
        (Some(true), _) => Permanence::Permanent,
        (Some(false), _) => Permanence::Temporary,
        // The codes of the reply tell what its cause leaves open.
        (None, _) if reply.is_some() => match classes[..] {
            [EnhancedClass::Transient] => Permanence::Temporary,
            [EnhancedClass::Permanent] => Permanence::Permanent,
            _ => of_cause.map_or(Permanence::Depends, |cause| cause.permanence),
        },
        (None, of_cause) => of_cause.map_or(Permanence::Depends, |cause| cause.permanence),
    };
    let mut stages = Commands::default();
    let sent = of_cause.into_iter().flat_map(|cause| &cause.send);
    for stage in sent.filter_map(|send| send.stage) {
        stages.insert(stage);
    }
    let may_not_be_sent =
        reply.is_none() && Fates::at(Finality::Permanent, stages).contain(Fate::NotSent);
    let finality = match truly {
        Permanence::Permanent => Finality::Permanent,
        Permanence::Temporary => Finality::Temporary,
        Permanence::Depends => {
            let stages = if may_not_be_sent {
                stages
            } else {
                Commands::default()
            };
            let says = Says {
                stages,
                effect: None,
            };
            return Some(Outcome::by_class(&FAILURES, |_| says));
        }
    };
    let decided = Decided {
        message: of_an_unknown_stage(finality),
        retry: finality.retry(),
        finality,
    };
    // A cause that servers name at a login alone is met before any message; a code for now, or a log without one, is a relay's.
    let at = Fates::at(finality, stages);
    // What a client does with the message follows the codes, whatever is true.
    let codes: Vec<CodePattern> = match (reply, of_cause) {
        (Some(reply), _) => reply.codes.clone(),
        (None, Some(cause)) => {
            let said = cause.said.iter();
            said.flat_map(|said| said.codes.iter().copied()).collect()
        }
        (None, None) => Vec::new(),
    };
    // A code that was asked for with its class is one of them.
    let asked = (lookup.reply.map(|code| code.class().into()))
        .or_else(|| lookup.class().map(Finality::from))
        .filter(|_| reply.is_some());
    let told = |of: Finality| match asked {
        Some(asked) => asked == of,
        None => codes.iter().any(|code| by_code(code) == Some(of)),
    };
    let to_client = reply.is_none()
        || !codes.is_empty()
            && codes
                .iter()
                .all(|code| by_code(code) == Some(Finality::Permanent));
    let refused = |of| or_not_sent(of_an_unknown_stage(of), may_not_be_sent);
    let message = match (
        at.only(),
        told(Finality::Temporary),
        told(Finality::Permanent),
    ) {
        (Some(Fate::NotSent), ..) if to_client => at,
        _ if numbers == Numbers::Login => Fates::one(Fate::NotSent),
        (_, false, false) if numbers == Numbers::Unknown && finality == Finality::Temporary => {
            return Some(Outcome::MessageByClass(decided));
        }
        (_, true, true) => {
            let message = Fates::one(Fate::Retried).and(Fate::Returned);
            let message = or_not_sent(message, may_not_be_sent);
            return Some(Outcome::MessageByClass(Decided { message, ..decided }));
        }
        (_, true, false) => refused(Finality::Temporary),
        (_, false, true) => refused(Finality::Permanent),
        (_, false, false) => decided.message,
    };
    Some(Outcome::Decided(Decided { message, ..decided }))
}

/// What a client takes a code for: the reply code counts, else the class.
fn by_code(code: &CodePattern) -> Option<Finality> {
    let reply = code.codes.reply.map(|reply| Finality::from(reply.class()));
    reply.or_else(|| Some(Finality::from(code.codes.enhanced?.class()?)))
}

/// Some of what is refused are logins, with which no message was offered.
fn or_not_sent(message: Fates, is_mixed: bool) -> Fates {
    if is_mixed {
        message.and(Fate::NotSent)
    } else {
        message
    }
}

/// Where nothing tells what was answered, a refusal is taken for that of a message: that is what people ask about.
fn of_an_unknown_stage(finality: Finality) -> Fates {
    match finality {
        Finality::Temporary => Fates::one(Fate::Retried),
        Finality::Permanent => Fates::one(Fate::Returned),
        _ => Fates::at(finality, Commands::any()),
    }
}

//! The facts of a record that are set side by side, as values: they are compared by what they mean, and printed elsewhere.

use smtpref_catalog::{
    Address, Catalog, Code, Codes, Command, Commands, Connection, Detail, EnhancedClass, Fate,
    Fates, Finality, Kind, ReplyCode, Retry, Status,
};
use strum::VariantArray;

use super::{Classes, Defined, Group, Known, PerClass, Record, Who};

/// How many of the codes that usually go with a code are a fact of it.
const USUAL: usize = 4;

/// What a fact is about, in the order in which facts decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray)]
pub enum FactName {
    /// Whose reply it is.
    Provider,
    /// Whether it is final.
    Finality,
    /// Its title.
    Meaning,
    /// What it is caused by.
    Cause,
    /// Whether the address is dead.
    Address,
    /// What becomes of the message.
    Message,
    /// Whether the same attempt can succeed.
    Retry,
    /// Who acts first.
    Who,
    /// The reply code that came before an enhanced status code.
    ReplyBefore,
    /// What it answers.
    Stage,
    /// What becomes of the connection.
    Connection,
    /// The first number.
    Class,
    /// The second number.
    Group,
    /// What kind of code it is.
    Kind,
    /// Whether a document defines it.
    Standing,
    /// Which document.
    Defined,
    /// What it usually goes with.
    UsualWith,
    /// Which code to send for it.
    Send,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact<'c> {
    /// A provider, by its name.
    Provider(&'c str),
    /// Whether it is final.
    Finality(PerClass<Finality>),
    /// A title.
    Title(&'c str),
    /// A cause, by its title.
    Cause(&'c str),
    /// Whether the address is dead.
    Address(Address),
    /// What becomes of the message.
    Message(PerClass<Fates>),
    /// Whether the same attempt can succeed.
    Retry(PerClass<Retry>),
    /// Who acts first.
    Who(Who),
    /// A reply code.
    Reply(ReplyCode),
    /// Commands; none for a code that is not sent in a session.
    Stages(Commands),
    /// What becomes of the connection.
    Connection(Connection),
    /// Classes.
    Classes(Classes),
    /// The second number.
    Group(Group),
    /// A kind.
    Kind(Kind),
    /// A standing; none for a number that nobody has registered.
    Standing(Option<Status>),
    /// A definition.
    Defined(Defined<'c>),
    /// Codes, at least one.
    Codes(Vec<Code>),
    /// What a server sends, each once.
    Sent(Vec<Codes>),
}

impl FactName {
    /// Whether it says what a reply does, or who ends it: its reply code decides that, whatever follows.
    #[must_use]
    pub const fn is_effect(self) -> bool {
        matches!(
            self,
            Self::Finality | Self::Message | Self::Retry | Self::Who | Self::Connection
        )
    }
}

/// Fates as far as a reader is told them: which of several stages they belong to makes no other row.
fn told(fates: Fates) -> Fates {
    let has = |fate| fates.contain(fate);
    let (one, other) = match fates.only() {
        Some(_) => return fates,
        None if has(Fate::Accepted) => (Fate::Accepted, Fate::Step),
        None if has(Fate::Retried) && has(Fate::Returned) => (Fate::Retried, Fate::Returned),
        None if has(Fate::Retried) => (Fate::Retried, Fate::NotSent),
        None if has(Fate::Returned) => (Fate::Returned, Fate::NotSent),
        None => (Fate::Step, Fate::NothingYet),
    };
    Fates::one(one).and(other)
}

impl<'c> Record<'c> {
    /// What becomes of the connection: the reply code decides, where there is one.
    fn connection(&self, catalog: &'c Catalog) -> Option<Connection> {
        let page = self.page().filter(|page| page.detail == Detail::None);
        let own = page.map(|page| page.effect.connection);
        let in_report = own == Some(Connection::None);
        let Some(before) = self.before.filter(|_| !in_report) else {
            return Some(self.of_several(own?, catalog));
        };
        let greets = |stages: Commands| stages.answer(Command::Connect);
        // What ends the connection in place of a greeting leaves it open within a session.
        let in_session = greets(before.stages(None)) && !self.stages().is_some_and(greets);
        Some(match before.page.effect.connection {
            Connection::MayClose if in_session && own == Some(Connection::StaysOpen) => {
                Connection::StaysOpen
            }
            of_reply => of_reply,
        })
    }

    /// A page that has several classes says what one of them may do: within a session the connection ends only by a reply code that ends it.
    fn of_several(&self, of_page: Connection, catalog: &'c Catalog) -> Connection {
        // A greeting may be a refusal; a success ends the connection by 221 alone.
        let greets = |stages: Commands| stages.answer(Command::Connect);
        let in_session = self.lookup.class().is_some_and(|class| {
            class == EnhancedClass::Success || self.stages().is_some_and(|stages| !greets(stages))
        });
        let open = |code: Code| {
            let page = Known::find(code, catalog).map(|known| known.page);
            page.is_some_and(|page| page.effect.connection == Connection::StaysOpen)
        };
        let mut usual = self.usual_with().peekable();
        let stays = of_page == Connection::MayClose
            && self.code().enhanced().is_some()
            && in_session
            && usual.peek().is_some()
            && usual.all(open);
        if stays {
            Connection::StaysOpen
        } else {
            of_page
        }
    }
}

impl<'c> Record<'c> {
    /// A fact of it, if it is known.
    #[must_use]
    pub fn fact(&self, name: FactName, catalog: &'c Catalog) -> Option<Fact<'c>> {
        Some(match name {
            FactName::Provider => Fact::Provider(self.provider(catalog)?.name),
            FactName::Finality => Fact::Finality(self.outcome.each(|decided| decided.finality)),
            FactName::Meaning => Fact::Title(self.entry()?.title),
            FactName::Cause => {
                let told = self.reply_detail().and(self.cause);
                Fact::Cause(told?.entry.title)
            }
            FactName::Address => Fact::Address(self.address()?),
            FactName::Message => Fact::Message(self.outcome.each(|decided| told(decided.message))),
            FactName::Retry => Fact::Retry(self.outcome.each(|decided| decided.retry)),
            FactName::Who => Fact::Who(self.who(catalog)?),
            FactName::ReplyBefore => Fact::Reply(self.lookup.reply?),
            FactName::Stage => Fact::Stages(self.stages()?),
            FactName::Connection => Fact::Connection(self.connection(catalog)?),
            FactName::Class => match self.classes() {
                Classes::None => return None,
                classes => Fact::Classes(classes),
            },
            FactName::Group => Fact::Group(self.group()?),
            FactName::Kind => Fact::Kind(self.kind()),
            FactName::Standing => {
                let entry = self.entry().filter(|entry| entry.code.is_number());
                let status = entry.map(|entry| entry.status);
                return (self.code().is_number()).then_some(Fact::Standing(status));
            }
            FactName::Defined if self.kind() == Kind::Cause => return None,
            FactName::Defined => Fact::Defined(self.defined(catalog)?),
            FactName::UsualWith => {
                let codes: Vec<Code> = self.usual_with().take(USUAL).collect();
                return (!codes.is_empty()).then_some(Fact::Codes(codes));
            }
            FactName::Send => {
                let lines = &self.page()?.detail.cause()?.send;
                let mut codes: Vec<Codes> = Vec::new();
                for both in lines.iter().map(|line| line.codes) {
                    if !codes.contains(&both) {
                        codes.push(both);
                    }
                }
                codes.truncate(USUAL);
                Fact::Sent(codes)
            }
        })
    }
}

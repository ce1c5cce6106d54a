//! What a table calls its columns, whoever wrote it and in whichever language.

use smtpref_catalog::{Cue, Cues};

/// What stands between two values of a row, once the text is decoded.
pub(super) const BETWEEN: char = '\u{1f}';
/// The longest name.
const LONGEST: usize = 48;
/// What Microsoft calls a column of recipients with what became of the message behind each.
const WITH_STATE: &str = "recipientstatus";
/// Of several columns of addresses the one that is called so.
const SURELY: [&str; 2] = ["recip", "rcpt"];

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Who got the message, or did not.
    Recipient,
    /// What became of it, in a word or as a code.
    State,
    /// What was said of it.
    Words,
    /// Which message it was.
    Message,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) all: Vec<Option<Column>>,
    /// The number of the column of recipients.
    pub(super) recipient: usize,
}

impl Columns {
    /// The columns of a table by their names; `None` if they name no recipient, or nothing of what became of a message.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>, cues: &Cues) -> Option<Self> {
        const FEWEST: usize = 3;
        let mut all = Vec::new();
        let mut count = 0;
        let mut recipient: Option<(usize, bool)> = None;
        let mut with_state = None;
        for (place, name) in names.enumerate() {
            let name = plain(name);
            let column = Column::of(&name, cues);
            count += usize::from(!name.is_empty());
            if column == Some(Column::Recipient) {
                let is_sure = SURELY.iter().any(|word| name.contains(word));
                if recipient.is_none_or(|(_, known)| is_sure && !known) {
                    recipient = Some((place, is_sure));
                }
            }
            with_state = with_state.or((name == WITH_STATE).then_some(place));
            all.push(column);
        }
        let recipient = recipient.map(|(place, _)| place).or(with_state);
        let recipient = recipient.filter(|_| count >= FEWEST)?;
        let tells = |column: &Option<Column>| matches!(column, Some(Column::State | Column::Words));
        all.iter().any(tells).then_some(Self { all, recipient })
    }

    /// The number of the column to which what is too much in a row belongs: words may have commas.
    pub(super) fn widest(&self) -> Option<usize> {
        self.all
            .iter()
            .rposition(|column| *column == Some(Column::Words))
    }
}

impl Column {
    fn of(name: &str, cues: &Cues) -> Option<Self> {
        let called = |cue| cues.meet(cue, name);
        let columns = [
            (Cue::ColumnRecipient, Self::Recipient),
            (Cue::ColumnState, Self::State),
            (Cue::ColumnWords, Self::Words),
            (Cue::ColumnMessage, Self::Message),
        ];
        let found = columns.into_iter().find(|(cue, _)| called(*cue));
        found.map(|(_, column)| column)
    }
}

/// A name in lower case, of its letters and digits; of a path that leads to it the last word: `bounce.bouncedRecipients.0.emailAddress`.
fn plain(name: &str) -> String {
    if name.len() > LONGEST {
        return String::new();
    }
    let is_word = |part: &&str| part.contains(char::is_alphabetic);
    let last = name.split('.').rfind(is_word).unwrap_or(name);
    let letters = last.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::shipped;

    fn columns(names: &str) -> Option<Columns> {
        Columns::of(names.split(','), shipped::catalog().unwrap().cues())
    }

    #[rstest]
    #[case::plain("email,event,reason", Some(0))]
    #[case::with_blanks("Sender Address,Recipient Address,Status", Some(1))]
    #[case::with_signs("from,RCPT-TO,dsn_status", Some(1))]
    #[case::several("Recipient(s),Sender,Status", Some(0))]
    #[case::the_surest("email,to,final recipient,error", Some(2))]
    #[case::the_first_of_two("to,email,error", Some(0))]
    #[case::a_path("time,mail.destination.0,bounce.bouncedRecipients.0.status", Some(1))]
    #[case::with_its_state("time,sender_address,recipient_status", Some(2))]
    #[case::with_its_state_beside("time,Recipients,RecipientStatus", Some(1))]
    #[case::german("Datum;Absender;Empfänger;Status", None)]
    #[case::german_too("Datum,Absender,Empfänger,Status", Some(2))]
    #[case::two_names("email,reason", None)]
    #[case::two_names_between_bars(",email,reason,", None)]
    #[case::three_names_between_bars(",email,reason,time,", Some(1))]
    #[case::nothing_became_of_it("name,email,phone", None)]
    #[case::nobody("sender,subject,status", None)]
    fn a_table_names_its_recipients(#[case] names: &str, #[case] expected: Option<usize>) {
        assert_eq!(columns(names).map(|columns| columns.recipient), expected);
    }

    #[test]
    fn the_last_words_are_the_widest() {
        let widest = |names| columns(names).and_then(|columns| columns.widest());
        assert_eq!(widest("email,reason,details,status"), Some(2));
        assert_eq!(widest("email,name,status"), None);
    }

    #[test]
    fn a_long_name_is_none() {
        assert_eq!(plain(&"a".repeat(LONGEST)).len(), LONGEST);
        assert_eq!(plain(&"a".repeat(LONGEST + 1)), "");
    }
}

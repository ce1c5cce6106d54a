//! How single blocks stand in their lines.

use smtpref::document::{Block, Line, Span, lay_out, pasted};

fn lines(block: Block, width: u16) -> Vec<String> {
    lay_out(&[block], width).iter().map(Line::plain).collect()
}

/// Half of the width is enough for the values.
#[test]
fn facts_stand_beside_their_names_where_these_take_half() {
    let facts = || {
        let value = vec![Span::text("stays open")];
        Block::Facts(vec![("Connection".to_owned(), value)])
    };
    assert_eq!(lines(facts(), 24), ["Connection  stays open"]);
    assert_eq!(lines(facts(), 23), ["Connection", "  stays open"]);
}

#[test]
fn a_note_is_marked_on_every_line_within_the_width() {
    let note = Block::Note(vec![Span::text("The codes contradict each other")]);
    assert_eq!(
        lines(note, 16),
        ["▌ The codes", "▌ contradict", "▌ each other"]
    );
}

/// What is marked at the beginning of a line is no speaker.
#[test]
fn a_line_of_a_dialogue_hangs_behind_its_speaker_alone() {
    let shown = |first: &str, rest: &str| {
        let row = vec![Span::text(first), Span::text(rest)];
        lines(Block::Transcript(vec![row]), 16)
    };
    assert_eq!(
        shown("S: ", "550 User unknown here"),
        ["  S: 550 User", "     unknown", "     here"]
    );
    assert_eq!(
        shown("550 5.1.1", " User unknown here"),
        ["  550 5.1.1 User", "  unknown here"]
    );
}

/// Of a long text a part is shown: that where the first words stand that told something.
#[test]
fn of_evidence_far_apart_the_first_is_shown() {
    let text = format!("550 no\n{}said 5.1.1\n", "x\n".repeat(1000));
    let shown = |evidence: &[(usize, usize)]| {
        let places: Vec<_> = evidence.iter().map(|&(from, to)| from..to).collect();
        lines(pasted(text.as_bytes(), &places, false), 40)
    };
    assert_eq!(shown(&[(2012, 2017), (0, 6)])[0], "  550 no");
    assert_eq!(shown(&[(2012, 2017)]).last().unwrap(), "  said 5.1.1");
}

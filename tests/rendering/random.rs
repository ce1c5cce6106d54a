//! Documents that no page has yet: random blocks, laid out and written as Markdown.

use proptest::prelude::*;
use smtpref::document::{Block, Role, Row, Span, Text, lay_out, markdown};
use unicode_width::UnicodeWidthStr;

use super::{WIDTHS, headings, lost, unescaped};

fn text() -> impl Strategy<Value = Text> {
    let role = prop_oneof![
        Just(Role::Text),
        Just(Role::Literal),
        Just(Role::Strong),
        Just(Role::Muted)
    ];
    let span =
        ("[a-zA-Zé漢\u{301} .,`_*|<>#]{0,30}", role).prop_map(|(text, role)| Span::new(text, role));
    proptest::collection::vec(span, 0..4)
}

fn leaf() -> impl Strategy<Value = Block> {
    let word = "[a-zA-Z漢 ]{1,20}";
    let row = || {
        let parts = (word, text(), text(), any::<bool>());
        parts.prop_map(|(name, left, right, differs)| Row {
            within: name.clone(),
            name,
            cells: vec![left, right],
            differs,
        })
    };
    let rows = || proptest::collection::vec(row(), 0..4);
    prop_oneof![
        word.prop_map(Block::Heading),
        word.prop_map(Block::Subheading),
        text().prop_map(Block::Paragraph),
        text().prop_map(Block::Note),
        proptest::collection::vec(text(), 0..4).prop_map(Block::Bullets),
        proptest::collection::vec(text(), 0..4).prop_map(Block::Steps),
        proptest::collection::vec(text(), 0..4).prop_map(Block::Transcript),
        proptest::collection::vec((word.prop_map(|name| name), text()), 0..4)
            .prop_map(Block::Facts),
        (proptest::collection::vec((word, text()), 0..4), 0_usize..30)
            .prop_map(|(rows, column)| Block::Keys { rows, column }),
        rows().prop_map(|rows| Block::Table {
            header: vec!["Aspect".to_owned(), "250".to_owned(), "X.1.10".to_owned()],
            rows,
        }),
        rows().prop_map(|rows| Block::Aspects {
            sides: ["250", "X.1.10"].map(Span::text),
            rows,
        }),
        (word, word, proptest::collection::vec(word, 0..3)).prop_map(|(code, title, facts)| {
            Block::Title {
                code: Span::new(code, Role::Title),
                title,
                facts,
            }
        }),
    ]
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let side = || proptest::collection::vec(leaf(), 0..3);
    let columns = (side(), side()).prop_map(|(left, right)| Block::Columns {
        left: (Span::text("250"), left),
        right: (Span::text("556"), right),
    });
    proptest::collection::vec(prop_oneof![3 => leaf(), 1 => columns], 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_blocks_nothing_is_wide_or_lost(blocks in blocks(), width in WIDTHS) {
        let lines = lay_out(&blocks, width);
        for line in &lines {
            prop_assert!(
                line.plain().width() <= usize::from(width),
                "width {}: {:?}",
                width,
                line.plain()
            );
        }
        prop_assert_eq!(lost(&blocks, &lines), None);
        prop_assert!(lines.iter().all(|line| line.block < blocks.len()));
    }

    #[test]
    fn markdown_never_fails(blocks in blocks()) {
        let text = markdown(&blocks);
        prop_assert!(!text.ends_with("\n\n"));
        for heading in headings(&blocks) {
            let marked = text.lines().any(|line| line.starts_with('#') && unescaped(line).contains(heading.trim()));
            prop_assert!(marked, "{} is no heading", heading);
        }
    }

    #[test]
    fn the_narrowest_windows_lose_nothing(blocks in blocks(), width in 0_u16..20) {
        let lines = lay_out(&blocks, width);
        prop_assert_eq!(lost(&blocks, &lines), None);
    }
}

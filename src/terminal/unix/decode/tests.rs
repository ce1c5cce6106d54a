//! What terminals send, cut at every byte and left open.

use rstest::rstest;

use super::*;
use crate::app::Event;
use crate::keymap::{Context, Keymap};

/// The events of bytes that arrive in these pieces.
fn events<'b>(pieces: impl IntoIterator<Item = &'b [u8]>, context: Context) -> Vec<String> {
    let mut decoder = Decoder::default();
    let mut pending = Pending::new(Keymap::shipped());
    for piece in pieces {
        decoder.push(piece, &mut pending);
    }
    if decoder.waits() != Waits::Not {
        decoder.give_up(&mut pending);
    }
    named(&mut pending, context)
}

fn named(pending: &mut Pending, context: Context) -> Vec<String> {
    let events = std::iter::from_fn(|| pending.next(context));
    events
        .map(|event| match event {
            Event::Key(key) => key.to_string(),
            Event::Paste(text) => format!("paste {text}"),
            Event::Mouse { kind, at } => format!("{kind:?} {} {}", at.x, at.y),
            Event::Resize(_) => unreachable!("no byte tells it"),
        })
        .collect()
}

#[rstest]
#[case::letter("a", "a")]
#[case::capital("G", "G")]
#[case::space(" ", "space")]
#[case::two_bytes("é", "é")]
#[case::four_bytes("👍", "👍")]
#[case::enter("\r", "enter")]
#[case::tab("\t", "tab")]
#[case::backspace("\x7f", "backspace")]
#[case::ctrl_h("\x08", "ctrl-h")]
#[case::ctrl_c("\x03", "ctrl-c")]
#[case::ctrl_z("\x1a", "ctrl-z")]
#[case::ctrl_backslash("\x1c", "ctrl-\\")]
#[case::esc("\x1b", "esc")]
#[case::esc_twice("\x1b\x1b", "esc esc")]
#[case::esc_bracket("\x1b[", "esc [")]
#[case::esc_closing_bracket("\x1b]", "esc ]")]
#[case::up("\x1b[A", "up")]
#[case::up_application("\x1bOA", "up")]
#[case::shift_up("\x1b[1;2A", "up")]
#[case::ctrl_left("\x1b[1;5D", "ctrl-left")]
#[case::ctrl_left_rxvt("\x1bOd", "ctrl-left")]
#[case::shift_up_rxvt("\x1b[a", "up")]
#[case::alt_left("\x1b[1;3D", "alt-left")]
#[case::alt_left_rxvt("\x1b\x1b[D", "alt-left")]
#[case::home("\x1b[H", "home")]
#[case::home_linux("\x1b[1~", "home")]
#[case::home_rxvt("\x1b[7~", "home")]
#[case::home_shift_rxvt("\x1b[7$", "home")]
#[case::home_ctrl_rxvt("\x1b[7^", "ctrl-home")]
#[case::end("\x1bOF", "end")]
#[case::end_linux("\x1b[4~", "end")]
#[case::delete("\x1b[3~", "delete")]
#[case::ctrl_delete("\x1b[3;5~", "ctrl-delete")]
#[case::pages("\x1b[5~\x1b[6~", "pgup pgdn")]
#[case::shift_tab("\x1b[Z", "shift-tab")]
#[case::f1("\x1bOP", "F1")]
#[case::f1_linux("\x1b[[A", "F1")]
#[case::f1_rxvt("\x1b[11~", "F1")]
#[case::f5("\x1b[15~", "F5")]
#[case::f12("\x1b[24~", "F12")]
#[case::f3_shift("\x1b[1;2R", "F3")]
#[case::keypad("\x1bOM\x1bOq", "enter 1")]
#[case::kitty("\x1b[97;5u", "ctrl-a")]
#[case::kitty_shift_tab("\x1b[9;2u", "shift-tab")]
#[case::kitty_release("\x1b[97;1:3u", "")]
#[case::modify_other_keys("\x1b[27;5;99~", "ctrl-c")]
#[case::alt_where_it_means_something("\x1bb", "alt-b")]
#[case::alt_where_it_means_nothing("\x1bq", "esc q")]
#[case::esc_twice_and_a_key("\x1b\x1bq", "esc esc q")]
#[case::esc_and_ctrl_c("\x1b\x03", "esc ctrl-c")]
#[case::click("\x1b[<0;5;6M\x1b[<0;5;6m", "Click 4 5 Release 4 5")]
#[case::click_urxvt("\x1b[32;5;6M\x1b[35;5;6M", "Click 4 5 Release 4 5")]
#[case::click_x10("\x1b[M %&\x1b[M#%&", "Click 4 5 Release 4 5")]
#[case::drag("\x1b[<32;5;6M\x1b[<32;7;6Mx\x1b[<32;8;9M", "Drag 6 5 x Drag 7 8")]
#[case::drag_urxvt("\x1b[64;5;6M", "Drag 4 5")]
#[case::drag_x10("\x1b[M@%&", "Drag 4 5")]
#[case::drag_with_ctrl("\x1b[<48;5;6M", "Drag 4 5")]
#[case::drag_of_the_right_button("\x1b[<2;5;6M\x1b[<34;5;6M\x1b[<2;5;6m", "")]
#[case::wheel("\x1b[<64;1;2M\x1b[<65;1;2M", "WheelUp 0 1 WheelDown 0 1")]
#[case::right_button("\x1b[<2;5;6M", "")]
#[case::move_without_a_button("\x1b[<35;5;6M", "Release 4 5")]
#[case::further_button("\x1b[<128;5;6M\x1b[<160;5;6M\x1b[<128;5;6m", "")]
#[case::paste("\x1b[200~a\r\nb\x1b[Aé\x1b[201~x", "paste a\r\nb\x1b[Aé x")]
#[case::ctrl_c_in_a_paste("\x1b[200~a\x03b\x1b[201~", "paste a\x03b")]
#[case::colour_answer("\x1b]11;rgb:ffff/ffff/ffff\x1b\\x", "x")]
#[case::colour_answer_with_bell("\x1b]10;rgb:0000/0000/0000\x07x", "x")]
#[case::version_answer("\x1bP>|kitty(0.26.5)\x1b\\x", "x")]
#[case::device_answers("\x1b[?62;22c\x1b[>41;354;0cx", "x")]
#[case::mode_answer("\x1b[?2026;2$yx", "x")]
#[case::cursor_answer("\x1b[24;80Rx", "x")]
#[case::size_answer("\x1b[8;24;80tx", "x")]
#[case::focus("\x1b[I\x1b[Ox", "x")]
#[case::application_command("\x1b_Gi=1;OK\x1b\\x", "x")]
#[case::next_line_and_separators("\u{85}\u{9b}\u{2028}\u{202e}x", "x")]
#[case::ctrl_c_in_an_answer("\x1b]11;rgb\x03", "ctrl-c")]
#[case::a_key_in_an_answer("\x1b]11;rgb\x1b[A", "up")]
fn keys_are_the_same_however_they_are_cut(#[case] sent: &str, #[case] expected: &str) {
    let expected = expected.replace(' ', "\n");
    let bytes = sent.as_bytes();
    let told = |pieces: &[&[u8]]| {
        let events = events(pieces.iter().copied(), Context::Search).join("\n");
        // Alt-B is a key of the search box.
        events.replace(' ', "\n")
    };
    assert_eq!(told(&[bytes]), expected, "whole");
    for at in 1..bytes.len() {
        // The end of a read at a control character of a paste is what it looks like when its end is lost.
        if bytes[at - 1] == CTRL_C && sent.contains("200~") {
            continue;
        }
        let (left, right) = bytes.split_at(at);
        assert_eq!(told(&[left, right]), expected, "cut at {at}");
    }
    if !(sent.contains("200~") && sent.contains('\x03')) {
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(told(&single), expected, "byte by byte");
    }
}

#[rstest]
#[case::esc("\x1b")]
#[case::sequence("\x1b[")]
#[case::mouse("\x1b[<")]
#[case::mouse_with_numbers("\x1b[<0;12")]
#[case::mouse_of_three_bytes("\x1b[M ")]
#[case::private("\x1b[?")]
#[case::modifier("\x1b[1;")]
#[case::number("\x1b[3")]
#[case::console("\x1b[[")]
#[case::ss3("\x1bO")]
#[case::answer("\x1b]11;")]
#[case::answer_amid_its_end("\x1bP1$r\x1b")]
#[case::character("\u{e9}")]
#[case::paste("\x1b[200~x")]
#[case::paste_amid_its_end("\x1b[200~x\x1b[20")]
fn ctrl_c_is_heard_behind_anything_that_was_cut_off(#[case] open: &str) {
    // Of the last character only the first byte.
    let open = if open.is_ascii() {
        open.as_bytes()
    } else {
        &open.as_bytes()[..1]
    };
    let heard = |pieces: &[&[u8]]| {
        let events = events(pieces.iter().copied(), Context::List);
        events.last().is_some_and(|last| last == "ctrl-c")
    };
    assert!(heard(&[open, b"\x03"]));
    assert!(heard(&[open, b"\x03\x03"]));
    assert!(heard(&[&[open, b"\x03"].concat()]));
}

#[test]
fn bytes_that_are_no_text_are_dropped() {
    let events = events([&b"a\xff\x80b\xc3(\xe2\x82c\xf0\x9f"[..]], Context::List);
    assert_eq!(events, ["a", "b", "(", "c"]);
}

#[test]
fn a_sequence_without_end_takes_no_memory_and_ends_with_its_last_byte() {
    let mut decoder = Decoder::default();
    let mut pending = Pending::new(Keymap::shipped());
    decoder.push(b"\x1b[", &mut pending);
    for _ in 0..1000 {
        decoder.push(&[b'1'; 1000], &mut pending);
    }
    let State::Csi(between) = &decoder.state else {
        panic!("still open");
    };
    assert!(between.len() <= LONGEST_SEQUENCE);
    decoder.push(b"Ax", &mut pending);
    assert_eq!(named(&mut pending, Context::List), ["x"]);
}

#[test]
fn a_paste_without_end_takes_no_more_than_its_room() {
    let mut decoder = Decoder::default();
    let mut pending = Pending::new(Keymap::shipped());
    decoder.push(b"\x1b[200~", &mut pending);
    for _ in 0..40 {
        decoder.push(&vec![b'x'; 1 << 20], &mut pending);
    }
    let State::Paste(bytes) = &decoder.state else {
        panic!("still open");
    };
    assert!(bytes.len() <= LONGEST_PASTE);
    decoder.push(b"end\x1b[201~", &mut pending);
    let paste = named(&mut pending, Context::List);
    assert!(paste.len() == 1 && paste[0].ends_with("xend"));
}

//! Whether addresses can be hyperlinks (OSC 8): only where the terminal at hand is known to pass them. No terminal can be asked, so the
//! environment decides, and what is inherited from a terminal further out does not count.

use super::is_bare;

/// Whether the environment tells of a terminal that takes hyperlinks. `FORCE_HYPERLINK` decides alone: 0 for none, all else for some.
///
/// An address that is not a hyperlink is written out, so a wrong no costs little; a wrong yes would cost the address.
#[must_use]
pub fn takes_hyperlinks(variable: impl Fn(&str) -> Option<String>) -> bool {
    if let Some(forced) = variable("FORCE_HYPERLINK") {
        return forced.trim() != "0";
    }
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let term = variable("TERM").unwrap_or_default();
    if drops(&term) || DROP.into_iter().any(is_set) {
        return false;
    }
    let is_one_of = |name: &str, known: &[&str]| {
        variable(name).is_some_and(|value| known.contains(&value.as_str()))
    };
    // As a number: 5000 is version 0.50.
    let vte = variable("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    vte.is_some_and(|version| version >= 5000)
        || TAKE.into_iter().any(is_set)
        || TERMS.contains(&term.as_str())
        || is_one_of("TERM_PROGRAM", &PROGRAMS)
        || is_one_of("COLORTERM", &["xfce4-terminal"])
}

/// Set inside of what drops hyperlinks: multiplexers, xterm, the terminals of editors. The variables of the terminal around it are
/// inherited there.
const DROP: [&str; 5] = ["TMUX", "STY", "ZELLIJ", "XTERM_VERSION", "INSIDE_EMACS"];

/// Whether terminals of this name drop hyperlinks, or print them.
fn drops(term: &str) -> bool {
    let families = ["screen", "tmux", "dvtm", "rxvt", "eterm"];
    is_bare(term) || families.iter().any(|family| term.starts_with(family))
}

/// Set by terminals that take them: Windows Terminal, Konsole and `DomTerm`.
const TAKE: [&str; 3] = ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"];

/// Names of terminals that take them.
const TERMS: [&str; 7] = [
    "xterm-kitty",
    "xterm-ghostty",
    "alacritty",
    "alacritty-direct",
    "foot",
    "foot-extra",
    "contour",
];

/// Programs that take them.
const PROGRAMS: [&str; 8] = [
    "Hyper",
    "WezTerm",
    "ghostty",
    "iTerm.app",
    "mintty",
    "terminology",
    "vscode",
    "zed",
];

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::nothing_known(&[], false)]
    #[case::xterm(&[("TERM", "xterm-256color")], false)]
    #[case::kitty(&[("TERM", "xterm-kitty")], true)]
    #[case::foot(&[("TERM", "foot")], true)]
    #[case::wezterm(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")], true)]
    #[case::apple(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], false)]
    #[case::gnome(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")], true)]
    #[case::old_vte(&[("VTE_VERSION", "4601")], false)]
    #[case::vte_of_no_number(&[("VTE_VERSION", "new")], false)]
    #[case::windows_terminal(&[("WT_SESSION", "1")], true)]
    #[case::konsole(&[("KONSOLE_VERSION", "220401")], true)]
    #[case::variable_without_value(&[("KONSOLE_VERSION", "")], false)]
    #[case::xfce(&[("COLORTERM", "xfce4-terminal")], true)]
    #[case::truecolor_alone(&[("COLORTERM", "truecolor")], false)]
    #[case::tmux_in_gnome(&[("TMUX", "/tmp/x,1,0"), ("VTE_VERSION", "7600")], false)]
    #[case::tmux_by_name(&[("TERM", "tmux-256color"), ("VTE_VERSION", "7600")], false)]
    #[case::dvtm_in_gnome(&[("TERM", "dvtm-256color"), ("VTE_VERSION", "7600")], false)]
    #[case::screen_in_gnome(&[("STY", "1.pts"), ("VTE_VERSION", "7600")], false)]
    #[case::screen_by_name(&[("TERM", "screen.xterm-256color"), ("WT_SESSION", "1")], false)]
    #[case::xterm_in_gnome(&[("XTERM_VERSION", "XTerm(379)"), ("VTE_VERSION", "7600")], false)]
    #[case::console(&[("TERM", "linux"), ("VTE_VERSION", "7600")], false)]
    #[case::dumb(&[("TERM", "dumb"), ("KONSOLE_VERSION", "1")], false)]
    #[case::forced(&[("FORCE_HYPERLINK", "1"), ("TMUX", "x")], true)]
    #[case::forced_without_value(&[("FORCE_HYPERLINK", "")], true)]
    #[case::forbidden(&[("FORCE_HYPERLINK", "0"), ("TERM", "xterm-kitty")], false)]
    fn the_environment_decides(#[case] environment: &[(&str, &str)], #[case] takes: bool) {
        let variable = |name: &str| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(takes_hyperlinks(variable), takes);
    }
}

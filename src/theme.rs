//! Roles -> styles, for the browser and for the plain output. The only place that knows colours.
//!
//! Colours are the terminal's own 16, so that they follow its light or dark scheme; nothing is told by colour alone. The plain output
//! writes these styles as they are; the browser converts them, and adds only what a screen has: the selected row.

use anstyle::{AnsiColor, Style};

use crate::document::{Role, Severity, Span};

/// A set of styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own colours.
    Terminal,
    /// No colours, only bold, dim, underlined and reversed.
    Plain,
}

/// What the search found, over the style of its role.
const MATCHED: Style = AnsiColor::Green.on_default().bold().underline();

impl Theme {
    /// The style of a span; `leads` says whether the output lets a reader follow its target.
    #[must_use]
    pub fn span(self, span: &Span, leads: bool) -> Style {
        let mut style = role(span.role);
        if leads {
            style = style.underline();
        }
        if span.matched {
            style = MATCHED.effects(style.get_effects() | MATCHED.get_effects());
        }
        self.of(style)
    }

    /// The style of a role.
    #[must_use]
    pub fn role(self, of: Role) -> Style {
        self.of(role(of))
    }

    /// What frames things.
    #[must_use]
    pub fn frame(self) -> Style {
        self.of(Style::new().dimmed())
    }

    /// What names the pane that has the focus.
    #[must_use]
    pub fn focused(self) -> Style {
        self.of(AnsiColor::Cyan.on_default().bold())
    }

    /// What this theme leaves of a style.
    fn of(self, style: Style) -> Style {
        match self {
            Self::Terminal => style,
            Self::Plain => style.fg_color(None),
        }
    }
}

/// The table: what each role looks like.
const fn role(role: Role) -> Style {
    match role {
        Role::Text | Role::Server => Style::new(),
        Role::Title | Role::Heading | Role::Strong | Role::Code(Severity::Neutral) => {
            Style::new().bold()
        }
        Role::Literal => AnsiColor::Cyan.on_default(),
        Role::Muted => Style::new().dimmed(),
        Role::Code(Severity::Success) => AnsiColor::Green.on_default().bold(),
        Role::Code(Severity::Intermediate) => AnsiColor::Cyan.on_default().bold(),
        Role::Code(Severity::Transient) | Role::Warning | Role::Differs => {
            AnsiColor::Magenta.on_default().bold()
        }
        Role::Code(Severity::Permanent) => AnsiColor::Red.on_default().bold(),
        Role::Client => AnsiColor::Blue.on_default(),
    }
}

#[cfg(test)]
mod tests {
    use anstyle::Effects;

    use super::*;

    #[test]
    fn a_match_keeps_the_effects_of_its_role() {
        let span = Span {
            matched: true,
            ..Span::new("quota", Role::Muted)
        };
        let style = Theme::Terminal.span(&span, false);
        assert_eq!(style.get_fg_color(), Some(AnsiColor::Green.into()));
        let effects = Effects::BOLD | Effects::UNDERLINE | Effects::DIMMED;
        assert_eq!(style.get_effects(), effects);
    }

    #[test]
    fn without_colours_the_effects_stay() {
        let code = Span::new("550", Role::Code(Severity::Permanent));
        let style = Theme::Plain.span(&code, true);
        assert_eq!(style.get_fg_color(), None);
        assert_eq!(style.get_effects(), Effects::BOLD | Effects::UNDERLINE);
    }
}

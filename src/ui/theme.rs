//! Roles -> styles. The only place that knows colours.
//!
//! Colours are the terminal's own 16, so that they follow its light or dark scheme; nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::document::{Role, Severity, Span};

/// A set of styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own colours.
    Terminal,
    /// No colours, only bold, dim, underlined and reversed.
    Plain,
}

impl Theme {
    /// The style of a span.
    #[must_use]
    pub fn span(self, span: &Span) -> Style {
        let style = self.role(span.role);
        let style = if span.target.is_some() {
            style.add_modifier(Modifier::UNDERLINED)
        } else {
            style
        };
        if span.matched {
            style.patch(self.matched())
        } else {
            style
        }
    }

    /// The style of a role.
    #[must_use]
    pub fn role(self, role: Role) -> Style {
        let plain = Style::default();
        match role {
            Role::Text | Role::Server => plain,
            Role::Title | Role::Heading | Role::Strong => plain.add_modifier(Modifier::BOLD),
            Role::Literal => self.colour(Color::Cyan),
            Role::Muted => plain.add_modifier(Modifier::DIM),
            Role::Code(severity) => self.severity(severity),
            Role::Client => self.colour(Color::Blue),
            Role::Warning | Role::Differs => {
                self.colour(Color::Magenta).add_modifier(Modifier::BOLD)
            }
        }
    }

    /// The style of a code by its severity.
    #[must_use]
    pub fn severity(self, severity: Severity) -> Style {
        let colour = match severity {
            Severity::Success => Color::Green,
            Severity::Intermediate => Color::Cyan,
            Severity::Transient => Color::Magenta,
            Severity::Permanent => Color::Red,
            Severity::Neutral => return Style::default().add_modifier(Modifier::BOLD),
        };
        self.colour(colour).add_modifier(Modifier::BOLD)
    }

    /// What the search found.
    #[must_use]
    pub fn matched(self) -> Style {
        self.colour(Color::Green)
            .add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// The selected row or link.
    #[must_use]
    pub fn selected(self) -> Style {
        // One colour for the whole row: reversed colours would make patches of it.
        Style::default()
            .fg(Color::Reset)
            .add_modifier(Modifier::REVERSED)
            .remove_modifier(Modifier::DIM)
    }

    /// What frames things.
    #[must_use]
    pub fn frame(self) -> Style {
        Style::default().add_modifier(Modifier::DIM)
    }

    /// What names the pane that has the focus.
    #[must_use]
    pub fn focused(self) -> Style {
        self.colour(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    fn colour(self, colour: Color) -> Style {
        match self {
            Self::Terminal => Style::default().fg(colour),
            Self::Plain => Style::default(),
        }
    }
}

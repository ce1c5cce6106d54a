//! Roles -> styles of the terminal, as the browser has them. The only place of the command line that knows colours.
//!
//! Colours are the terminal's own 16, so that they follow its light or dark scheme.

use anstyle::{AnsiColor, Style};

use crate::document::{Role, Severity, Span, Target};

/// The style of a span.
pub(super) fn of(span: &Span) -> Style {
    let style = role(span.role);
    let style = if matches!(span.target, Some(Target::Url(_))) {
        style.underline()
    } else {
        style
    };
    if span.matched {
        AnsiColor::Green.on_default().bold().underline()
    } else {
        style
    }
}

fn role(role: Role) -> Style {
    match role {
        Role::Text | Role::Server => Style::new(),
        Role::Title | Role::Heading | Role::Strong => Style::new().bold(),
        Role::Literal => AnsiColor::Cyan.on_default(),
        Role::Muted => Style::new().dimmed(),
        Role::Code(severity) => of_severity(severity),
        Role::Client => AnsiColor::Blue.on_default(),
        Role::Warning | Role::Differs => AnsiColor::Magenta.on_default().bold(),
    }
}

fn of_severity(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Success => AnsiColor::Green,
        Severity::Intermediate => AnsiColor::Cyan,
        Severity::Transient => AnsiColor::Magenta,
        Severity::Permanent => AnsiColor::Red,
        Severity::Neutral => return Style::new().bold(),
    };
    colour.on_default().bold()
}

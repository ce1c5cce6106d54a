//! Roles -> styles, for the browser and for the plain output, and the signs that stand for words. The only place that knows colours.
//!
//! | what | file |
//! |---|---|
//! | the parts that have a style, and the sets of styles that are shipped | `palette` |
//! | the signs of the list and the lines of the frames, in Unicode and in ASCII | `glyphs` |
//!
//! Each colour means one thing, and nothing is told by colour alone. The plain output writes these styles as they are; the browser converts
//! them, and adds only what a screen has: the selected row.

#[cfg(test)]
mod contrast;
mod glyphs;
mod palette;

use anstyle::{Effects, Style};

pub use glyphs::{CONSOLE_OF_WINDOWS, Glyphs};
pub use palette::{Palette, Part};

use crate::document::{Role, Severity, Span};

/// A set of styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours, which follow its light or dark scheme.
    Terminal,
    /// The same for a console that shows dim text too dark to be read.
    Console,
    /// No colours, only bold, dim, underlined and reversed.
    Plain,
    /// Colours of its own for a dark background.
    Dark,
    /// Colours of its own for a light background.
    Light,
    /// Nothing dim and the strongest colours.
    HighContrast,
    /// That of a user.
    Own(&'static Palette),
}

impl Theme {
    /// The theme of a name, as a user writes it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let named = Self::NAMES.iter().find(|(known, _)| *known == name);
        named.map(|(_, theme)| *theme)
    }

    /// The themes that can be named.
    pub const NAMES: [(&str, Self); 5] = [
        ("terminal", Self::Terminal),
        ("dark", Self::Dark),
        ("light", Self::Light),
        ("high-contrast", Self::HighContrast),
        ("mono", Self::Plain),
    ];

    /// Its styles.
    #[must_use]
    pub const fn palette(self) -> &'static Palette {
        match self {
            Self::Terminal => &Palette::TERMINAL,
            Self::Console => &Palette::CONSOLE,
            Self::Plain => &Palette::MONO,
            Self::Dark => &Palette::DARK,
            Self::Light => &Palette::LIGHT,
            Self::HighContrast => &Palette::HIGH_CONTRAST,
            Self::Own(palette) => palette,
        }
    }

    /// The style of a part.
    #[must_use]
    pub const fn part(self, part: Part) -> Style {
        self.palette().style(part)
    }

    /// The style of a span; `leads` says whether the output lets a reader follow its target.
    #[must_use]
    pub fn span(self, span: &Span, leads: bool) -> Style {
        let mut style = self.role(span.role);
        if leads {
            // Not bold: what means the same as what was searched for is underlined and bold. What differs from the other side of a
            // comparison still shows that it does.
            let unmarked = match span.role {
                Role::Differs => style.get_effects(),
                _ => style.get_effects().remove(Effects::BOLD),
            };
            style = style.effects(unmarked | Effects::UNDERLINE);
        }
        if span.matched {
            let mark = self.part(if span.related {
                Part::Related
            } else {
                Part::Hit
            });
            style = mark.effects(style.get_effects() | mark.get_effects());
        }
        style
    }

    /// The style of a role.
    #[must_use]
    pub const fn role(self, of: Role) -> Style {
        match part(of) {
            Some(part) => self.part(part),
            None => Style::new(),
        }
    }

    /// What frames things.
    #[must_use]
    pub const fn frame(self) -> Style {
        self.part(Part::Frame)
    }

    /// What has the focus, and the keys that can be pressed.
    #[must_use]
    pub const fn focused(self) -> Style {
        self.part(Part::Focus)
    }
}

/// The table: which part each role is; running text is none.
const fn part(role: Role) -> Option<Part> {
    Some(match role {
        Role::Text | Role::Server => return None,
        Role::Title | Role::Heading | Role::Strong | Role::Code(Severity::Neutral) => Part::Strong,
        Role::Literal => Part::Literal,
        Role::Muted => Part::Muted,
        Role::Code(Severity::Success) => Part::Success,
        Role::Code(Severity::Intermediate) => Part::Intermediate,
        Role::Code(Severity::Transient) => Part::Temporary,
        Role::Code(Severity::Permanent) => Part::Failure,
        Role::Warning => Part::Warning,
        Role::Differs => Part::Differs,
        Role::Client => Part::Client,
    })
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn a_match_keeps_the_effects_of_its_role() {
        let span = Span {
            matched: true,
            ..Span::new("quota", Role::Muted)
        };
        let style = Theme::Terminal.span(&span, false);
        let effects = Effects::BOLD | Effects::INVERT | Effects::DIMMED;
        assert_eq!(style.get_effects(), effects);
    }

    #[test]
    fn what_was_typed_what_means_the_same_and_what_leads_on_look_different() {
        for (name, theme) in Theme::NAMES {
            let typed = Span {
                matched: true,
                ..Span::text("quota")
            };
            let related = Span {
                related: true,
                ..typed.clone()
            };
            let looks = [
                theme.span(&typed, false),
                theme.span(&related, false),
                theme.span(&Span::text("quota"), true),
                theme.span(&Span::text("quota"), false),
            ];
            for (at, look) in looks.iter().enumerate() {
                assert!(!looks[..at].contains(look), "{name}: {look:?}");
            }
        }
    }

    #[test]
    fn a_colour_has_one_meaning() {
        for theme in [Theme::Terminal, Theme::Console, Theme::Dark, Theme::Light] {
            let mut seen = Vec::new();
            for part in Part::iter() {
                let Some(colour) = theme.part(part).get_fg_color() else {
                    continue;
                };
                assert!(!seen.contains(&colour), "{part:?} of {theme:?}");
                seen.push(colour);
            }
        }
    }

    #[test]
    fn without_colours_the_effects_stay() {
        let code = Span::new("550", Role::Code(Severity::Permanent));
        let style = Theme::Plain.span(&code, true);
        assert_eq!(style.get_fg_color(), None);
        assert_eq!(style.get_effects(), Effects::UNDERLINE);
        let style = Theme::Plain.span(&code, false);
        assert_eq!(style.get_effects(), Effects::BOLD);
        for part in Part::iter() {
            assert_eq!(Theme::Plain.part(part).get_fg_color(), None, "{part:?}");
            assert_eq!(Theme::Plain.part(part).get_bg_color(), None, "{part:?}");
        }
    }
}

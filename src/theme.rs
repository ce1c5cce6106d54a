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
    /// The terminal's own colours, which follow its light or dark scheme, and a few of the 256.
    Terminal,
    /// The same for a terminal that does not say that it has 256.
    Sixteen,
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
            Self::Sixteen => &Palette::SIXTEEN,
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
            // Not bold: what was searched for is underlined and bold. What differs from the other side of a comparison still shows that
            // it does.
            let unmarked = match span.role {
                Role::Differs => style.get_effects(),
                _ => style.get_effects().remove(Effects::BOLD),
            };
            let link = self.part(Part::Link);
            style = style
                .fg_color(style.get_fg_color().or(link.get_fg_color()))
                .effects(unmarked | link.get_effects());
        }
        if span.matched {
            let mark = self.part(if span.related {
                Part::Related
            } else {
                Part::Hit
            });
            let effects = style.get_effects() | mark.get_effects();
            // A code keeps its colour where the mark has none.
            let colour = mark.get_fg_color().or(style.get_fg_color());
            style = mark.fg_color(colour).effects(effects);
        }
        style
    }

    /// The style of a span on the selected row, of which `style` is that elsewhere: the background is that of the row, but for a mark
    /// that has one of its own.
    #[must_use]
    pub fn on_selected(self, span: &Span, style: Style) -> Style {
        let row = self.part(Part::Selected);
        let effects = style.get_effects();
        let mut effects = effects.remove(Effects::DIMMED | Effects::INVERT);
        if span.matched {
            effects |= Effects::UNDERLINE;
            if style.get_bg_color().is_some() {
                return style.effects(effects);
            }
        }
        let own = part(span.role).and_then(|part| self.palette().on_selected(part));
        row.fg_color(own.or(row.get_fg_color()))
            .effects(effects | row.get_effects())
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
        Role::Title
        | Role::Strong
        | Role::Code(Severity::Neutral)
        | Role::Verdict(Severity::Neutral) => Part::Strong,
        Role::Heading => Part::Heading,
        Role::Provider => Part::Provider,
        Role::Literal => Part::Literal,
        Role::Muted => Part::Muted,
        Role::Key => Part::Focus,
        Role::Code(Severity::Success) | Role::Verdict(Severity::Success) => Part::Success,
        Role::Code(Severity::Intermediate) | Role::Verdict(Severity::Intermediate) => {
            Part::Intermediate
        }
        Role::Code(Severity::Transient) | Role::Verdict(Severity::Transient) => Part::Temporary,
        Role::Code(Severity::Permanent) | Role::Verdict(Severity::Permanent) => Part::Failure,
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
        let effects = Effects::BOLD | Effects::UNDERLINE | Effects::DIMMED;
        assert_eq!(style.get_effects(), effects);
    }

    #[test]
    fn a_match_keeps_the_colour_of_its_role() {
        let code = Span::new("550", Role::Code(Severity::Permanent));
        let span = Span {
            matched: true,
            ..code.clone()
        };
        let colour = Theme::Terminal.span(&code, false).get_fg_color();
        assert!(colour.is_some());
        assert_eq!(Theme::Terminal.span(&span, false).get_fg_color(), colour);
    }

    #[test]
    fn a_mark_with_a_background_keeps_it_on_the_selected_row() {
        let span = Span {
            matched: true,
            ..Span::text("quota")
        };
        let on_row = |theme: Theme| theme.on_selected(&span, theme.span(&span, false));
        for theme in [Theme::Dark, Theme::Light] {
            let hit = theme.part(Part::Hit);
            assert_eq!(on_row(theme).get_bg_color(), hit.get_bg_color());
            assert_eq!(on_row(theme).get_fg_color(), hit.get_fg_color());
        }
        for theme in [Theme::Terminal, Theme::Sixteen, Theme::Plain] {
            let row = theme.part(Part::Selected);
            assert_eq!(on_row(theme).get_bg_color(), row.get_bg_color());
            let marks = Effects::BOLD | Effects::UNDERLINE;
            assert!(on_row(theme).get_effects().contains(marks), "{theme:?}");
        }
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
        let themes = [Theme::Terminal, Theme::Sixteen, Theme::Console];
        for theme in themes.into_iter().chain([Theme::Dark, Theme::Light]) {
            let mut seen = Vec::new();
            for part in Part::iter() {
                let style = theme.part(part);
                let Some(colour) = style
                    .get_fg_color()
                    .filter(|_| style.get_bg_color().is_none())
                else {
                    continue;
                };
                if part == Part::Heading {
                    // What one can go to: a pane, a key, a section.
                    assert_eq!(Some(colour), theme.focused().get_fg_color());
                    continue;
                }
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

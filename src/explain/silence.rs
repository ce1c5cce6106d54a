//! What a text is that tells no reply: the head of a notice whose reason was not pasted, an automatic answer without its headers, or
//! nothing of mail.

use smtpref_catalog::Cue;

use super::answer::Kind;
use super::prose;
use super::scan::Scan;
use super::view::View;

/// How much of a text is looked at.
const HEAD: usize = 2048;

/// What a text is in which no reply was found, by what it was taken for.
pub(super) fn of(view: &View<'_>, found: &Scan, kind: Kind) -> Kind {
    let head = view.cut(0..view.text.len(), HEAD);
    let is_bare = || found.said.is_empty() && found.reports.groups.is_empty() && !found.has_log;
    let is_notice = |kind| match kind {
        Kind::Delay => view.tells(&head, Cue::Waits) || view.tells(&head, Cue::TriesOn),
        Kind::Bounce => view.tells(&head, Cue::SurelyFailed),
        _ => false,
    };
    match kind {
        Kind::Delay | Kind::Bounce
            if is_notice(kind) && !prose::is_about_mail(view, found, &[]) =>
        {
            kind
        }
        kind if kind.has_replies() || kind == Kind::Nothing => {
            let is_answer = is_bare()
                && view.tells(&head, Cue::Absent)
                && !view.tells(&head, Cue::Failed)
                && !view.tells(&head, Cue::SurelyFailed);
            if is_answer {
                Kind::AutoReply
            } else {
                Kind::Nothing
            }
        }
        kind => kind,
    }
}

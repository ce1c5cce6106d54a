//! The links in the lines of a document.

use crate::document::{Line, Target};

/// A link in the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The line.
    pub line: usize,
    /// The first column.
    pub start: usize,
    /// The column after the last.
    pub end: usize,
    /// Where it leads.
    pub target: Target,
}

/// All links, from top to bottom.
pub(super) fn links(lines: &[Line]) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let mut column = 0;
        for span in &line.spans {
            let end = column + span.width();
            if let Some(target) = &span.target {
                match found.last_mut() {
                    // A link that a highlight has cut in two is still one.
                    Some(last)
                        if last.line == number && last.end == column && last.target == *target =>
                    {
                        last.end = end;
                    }
                    _ => found.push(Link {
                        line: number,
                        start: column,
                        end,
                        target: target.clone(),
                    }),
                }
            }
            column = end;
        }
    }
    found
}

//! Each code says when a server sends it, or what it sends in its place; and what it says is possible.

use smtpref_catalog::{Catalog, Choice, Code, Commands, EnhancedClass, Status};

use crate::findings::Findings;

/// Whether the page of a code says that a server sends it, in the class that it is named with.
fn is_sent(code: Code, catalog: &Catalog) -> bool {
    let class = code
        .enhanced()
        .and_then(smtpref_catalog::EnhancedCode::class);
    catalog.find(code.entry_code()).is_some_and(|id| {
        let mut choices = catalog.page(id).choices.iter();
        choices.any(|(of, choice)| *of == class && matches!(choice, Choice::Send { .. }))
    })
}

/// The commands that a code answers.
fn stages(code: Code, catalog: &Catalog) -> Commands {
    catalog
        .find(code.entry_code())
        .map_or_else(Commands::default, |id| catalog.entry(id).commands)
}

fn meet(one: Code, other: Code, catalog: &Catalog) -> bool {
    !stages(one, catalog)
        .in_common(stages(other, catalog))
        .is_empty()
}

#[test]
fn every_code_says_when_a_server_sends_it() {
    let catalog = smtpref::shipped::catalog().unwrap();
    let mut findings = Findings::default();
    for id in catalog.ids() {
        let entry = catalog.entry(id);
        let choices = &catalog.page(id).choices;
        let has = |class: Option<EnhancedClass>| choices.iter().any(|(of, _)| *of == class);
        let lacks = match entry.code {
            Code::Reply(_) => entry.status == Status::Standard && !has(None),
            Code::Enhanced(_) => entry.classes.iter().any(|&class| !has(Some(class))),
            _ => false,
        };
        if lacks {
            findings.note(
                entry.code,
                "choose",
                "does not say when, or what in its place",
            );
        }
        for (class, choice) in choices {
            check(entry.code, *class, choice, &catalog, &mut findings);
        }
    }
    findings.finish();
}

fn check(
    code: Code,
    class: Option<EnhancedClass>,
    choice: &Choice,
    catalog: &Catalog,
    findings: &mut Findings,
) {
    match choice {
        Choice::Send { behind, .. } => {
            for &reply in behind {
                let of_its_class = class.is_some_and(|of| of.digit() == reply.class().digit());
                if !of_its_class || !is_sent(Code::Reply(reply), catalog) {
                    findings.note(
                        code,
                        "behind",
                        format!("{reply} is not sent, or not with its class"),
                    );
                }
                if !meet(code, Code::Reply(reply), catalog) {
                    findings.note(
                        code,
                        "behind",
                        format!("{reply} answers none of its commands"),
                    );
                }
            }
        }
        Choice::Instead { codes, .. } => {
            for pattern in codes {
                for part in pattern.codes.each() {
                    if !is_sent(part, catalog) {
                        findings.note(code, "instead", format!("{part} is not sent either"));
                    }
                }
            }
            // An alternative is of use only where the code itself would have been sent.
            let fits = codes.iter().any(|pattern| {
                let first = pattern.codes.each().next();
                first.is_some_and(|part| meet(code, part, catalog))
            });
            if !fits {
                findings.note(code, "instead", "no code answers the same commands");
            }
        }
    }
}

//! The replies of two codes that pages list.

use smtpref::lookup::Lookup;
use smtpref_catalog::{Catalog, Code};

/// Every reply that a page lists: a reply code with an enhanced status code, from both sides.
pub(crate) fn listed(catalog: &Catalog) -> Vec<Lookup> {
    let mut listed = Vec::new();
    for id in catalog.ids() {
        let code = catalog.entry(id).code;
        let page = catalog.page(id);
        for &other in page.usual_with.iter().chain(&page.also_with) {
            let ((Code::Reply(reply), Code::Enhanced(enhanced))
            | (Code::Enhanced(enhanced), Code::Reply(reply))) = (code, other)
            else {
                continue;
            };
            let classes = &catalog
                .entry(catalog.find(enhanced.into()).unwrap())
                .classes;
            let classes = enhanced
                .class()
                .map_or_else(|| classes.clone(), |class| vec![class]);
            for class in classes {
                let lookup = Lookup::reply(reply, enhanced.with_class(Some(class)));
                if lookup.contradiction().is_none() && !listed.contains(&lookup) {
                    listed.push(lookup);
                }
            }
        }
    }
    listed
}

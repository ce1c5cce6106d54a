//! What the pages of a catalog tell of causes to whoever reads replies: the facts of a cause, and which cause a code is taken for.

use crate::{Catalog, CauseDetail, Code, EnhancedClass, EnhancedCode, Page, ReplyCode, Slug};

impl Page {
    /// The cause that the code is taken for in a class, where words tell nothing.
    #[must_use]
    pub fn taken_for(&self, class: Option<EnhancedClass>) -> Option<Slug> {
        let mut all = self.taken_for.iter();
        let fits = |of: Option<EnhancedClass>| of.is_none() || of == class;
        all.find(|(of, _)| fits(*of)).map(|(_, cause)| *cause)
    }
}

impl Catalog {
    /// What the page of a cause says of it.
    #[must_use]
    pub fn cause(&self, name: Slug) -> Option<&CauseDetail> {
        self.page(self.find(Code::Cause(name))?).detail.cause()
    }

    /// The cause that a reply code is taken for where words tell nothing.
    #[must_use]
    pub fn taken_for_reply(&self, code: ReplyCode) -> Option<Slug> {
        self.page(self.find(Code::Reply(code))?).taken_for(None)
    }

    /// The same of an enhanced status code; of one that has no page its subject tells it.
    #[must_use]
    pub fn taken_for_enhanced(&self, code: EnhancedCode) -> Option<Slug> {
        let of_subject = || self.find(Code::Subject(code.subject()));
        let id = self.find(Code::Enhanced(code)).or_else(of_subject)?;
        self.page(id).taken_for(code.class())
    }
}

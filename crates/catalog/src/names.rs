//! What names were found to be. Names live until the program ends, and the same ones are asked for with every reply of a log: a name that
//! lies where one lay before is that name, and is not searched for again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use crate::Slug;
use crate::smtp::Kind;

/// What names were found to be, by where they lie.
pub(super) struct Names<T>(RefCell<HashMap<Place, Option<T>, BuildHasherDefault<Spread>>>);

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

/// Where a name lies, and what it names.
#[derive(PartialEq, Eq)]
struct Place {
    start: usize,
    length: usize,
    kind: Kind,
}

impl Hash for Place {
    /// Where it begins: hardly two names begin at one place.
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.start);
    }
}

/// A place, its bits spread: nobody from outside chooses where names lie, so nothing has to be guarded against.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, number: usize) {
        let mixed = (self.0 ^ number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed.rotate_left(32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl<T: Copy> Names<T> {
    /// What a name is, searched for when it is asked for first.
    pub(super) fn find(
        &self,
        kind: Kind,
        name: Slug,
        search: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        let name = name.as_str();
        let place = Place {
            start: name.as_ptr().addr(),
            length: name.len(),
            kind,
        };
        *self.0.borrow_mut().entry(place).or_insert_with(search)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_searched_for_once_for_each_kind() {
        let names = Names::default();
        let name = Slug::new("mailbox-full").unwrap();
        let found = Some(7);
        assert_eq!(names.find(Kind::Cause, name, || found), found);
        assert_eq!(names.find(Kind::Cause, name, || None), found);
        assert_eq!(names.find(Kind::ProviderReply, name, || None), None);
        let part = Slug::new(&name.as_str()[..7]).unwrap();
        assert_eq!(names.find(Kind::Cause, part, || None), None);
    }
}

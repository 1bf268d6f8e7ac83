//! What changed since it was drawn last.

/// Things that changed, each as often as it did; too many are all.
#[derive(Debug, Clone)]
pub struct Touched<T> {
    some: Vec<T>,
    all: bool,
}

/// Beyond this all is looked at again.
const MANY: usize = 1_000;

impl<T> Default for Touched<T> {
    fn default() -> Self {
        Touched {
            some: Vec::new(),
            all: false,
        }
    }
}

/// What is still to be drawn makes no two sheets differ.
impl<T> PartialEq for Touched<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Touched<T> {}

impl<T> Touched<T> {
    /// One changed.
    pub fn add(&mut self, one: T) {
        if self.some.len() < MANY {
            self.some.push(one);
        } else {
            self.add_all();
        }
    }

    /// Anything may have changed.
    pub fn add_all(&mut self) {
        self.all = true;
        self.some.clear();
    }

    /// Those that changed since this was asked last; `None` when it may be any.
    pub fn take(&mut self) -> Option<Vec<T>> {
        let some = std::mem::take(&mut self.some);
        (!std::mem::take(&mut self.all)).then_some(some)
    }
}

//! How the weights of words are learnt: for each cause a line is drawn between its replies and all others.
//!
//! A linear support vector machine with squared hinge loss, solved in its dual one reply at a time (Hsieh and others, 2008, "A Dual
//! Coordinate Descent Method for Large-scale Linear SVM", algorithm 1). It uses only sums, products, quotients and roots, which every
//! machine rounds alike, and an order that does not depend on chance: what is learnt is the same wherever it is built.

/// A reply: its cause, the numbers of its features, and how much it counts.
pub(super) struct Lesson {
    pub(super) class: usize,
    pub(super) features: Vec<usize>,
    pub(super) worth: f32,
}

/// What speaks for one cause.
pub(super) struct Learnt {
    pub(super) bias: f32,
    pub(super) weights: Vec<f32>,
}

/// What a reply on the wrong side costs that counts once.
const COST: f32 = 1.0;
/// The most times that all replies are gone through.
const ROUNDS: usize = 40;
/// Nothing is moved by more than this: it is learnt.
const ENOUGH: f32 = 0.1;

/// Learns what speaks for each of some causes.
pub(super) fn learn(lessons: &[Lesson], classes: usize, features: usize) -> Vec<Learnt> {
    (0..classes)
        .map(|class| learn_one(lessons, class, features))
        .collect()
}

fn learn_one(lessons: &[Lesson], class: usize, features: usize) -> Learnt {
    let mut learnt = Learnt {
        bias: 0.0,
        weights: vec![0.0; features],
    };
    let mut pulls = vec![0.0_f32; lessons.len()];
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut chance = Chance(1);
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        let mut farthest = 0.0_f32;
        for &number in &order {
            let lesson = &lessons[number];
            let soft = 0.5 / (COST * lesson.worth);
            let side = if lesson.class == class { 1.0 } else { -1.0 };
            let unit = lesson.unit();
            let sum = lesson.features.iter().map(|at| learnt.weights[*at]);
            let score = learnt.bias + unit * sum.sum::<f32>();
            let slope = side * score - 1.0 + soft * pulls[number];
            let slope = if pulls[number] > 0.0 {
                slope
            } else {
                slope.min(0.0)
            };
            farthest = farthest.max(slope.abs());
            // A reply has the length 1, and 1 for the bias.
            let pull = (pulls[number] - slope / (2.0 + soft)).max(0.0);
            let moved = side * (pull - pulls[number]);
            pulls[number] = pull;
            learnt.bias += moved;
            for at in &lesson.features {
                learnt.weights[*at] += moved * unit;
            }
        }
        if farthest < ENOUGH {
            break;
        }
    }
    learnt
}

impl Lesson {
    /// What one feature is worth, so that all replies weigh the same however long they are.
    fn unit(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "no reply has so many words")]
        let count = self.features.len().max(1) as f32;
        1.0 / count.sqrt()
    }
}

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        // Knuth's multiplier for 64 bits.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn shuffle(&mut self, all: &mut [usize]) {
        for last in (1..all.len()).rev() {
            #[expect(clippy::cast_possible_truncation, reason = "no more than `last`")]
            let other = (self.next() % (last as u64 + 1)) as usize;
            all.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// Features 0 and 1 are of the first class, 2 and 3 of the second, 4 of both.
    fn lessons() -> Vec<Lesson> {
        [
            (0, vec![0, 4]),
            (0, vec![0, 1]),
            (1, vec![2, 4]),
            (1, vec![2, 3, 4]),
        ]
        .map(|(class, features)| Lesson {
            class,
            features,
            worth: 1.0,
        })
        .into()
    }

    #[test]
    fn each_lesson_is_on_its_side() {
        let lessons = lessons();
        let learnt = learn(&lessons, 2, 5);
        for lesson in &lessons {
            let sum = |of: &Learnt| {
                let weights = lesson.features.iter().map(|at| of.weights[*at]);
                of.bias + lesson.unit() * weights.sum::<f32>()
            };
            assert!(
                sum(&learnt[lesson.class]) > 0.5,
                "{}",
                sum(&learnt[lesson.class])
            );
            assert!(sum(&learnt[1 - lesson.class]) < -0.5);
        }
    }

    #[test]
    fn what_is_of_both_weighs_less_than_what_is_of_one() {
        let learnt = learn(&lessons(), 2, 5);
        assert!(learnt[0].weights[0] > learnt[0].weights[4].abs());
        assert!(learnt[1].weights[2] > learnt[1].weights[4].abs());
        assert!(learnt[0].weights[2] < 0.0);
    }

    /// Of two replies with the same words and not the same cause the one that counts more is believed.
    #[test]
    fn what_counts_more_is_believed() {
        let lesson = |class, worth| Lesson {
            class,
            features: vec![0],
            worth,
        };
        let learnt = learn(&[lesson(0, 3.0), lesson(1, 1.0)], 2, 1);
        assert!(learnt[0].weights[0] > 0.0);
        assert!(learnt[1].weights[0] < 0.0);
    }

    /// However many words a reply has, it is as long as any other.
    #[rstest]
    #[case::no_word(0, 1.0)]
    #[case::one_word(1, 1.0)]
    #[case::some_words(4, 0.5)]
    #[case::many_words(64, 0.125)]
    fn every_lesson_is_as_long_as_any_other(#[case] count: usize, #[case] expected: f32) {
        let lesson = Lesson {
            class: 0,
            features: (0..count).collect(),
            worth: 1.0,
        };
        assert!((lesson.unit() - expected).abs() < f32::EPSILON);
    }

    #[test]
    fn an_order_has_everything_once() {
        let mut all: Vec<usize> = (0..50).collect();
        Chance(1).shuffle(&mut all);
        assert_ne!(all, (0..50).collect::<Vec<_>>());
        all.sort_unstable();
        assert_eq!(all, (0..50).collect::<Vec<_>>());
    }
}

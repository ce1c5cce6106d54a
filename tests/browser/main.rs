//! The browser without a terminal: keys in, state and screens out.

mod answer;
mod comparing;
mod driver;
mod frames;
mod keys;
mod mouse;
mod pasted;
mod pictures;
mod random;
mod screens;
mod sound;

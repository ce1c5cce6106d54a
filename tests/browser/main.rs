//! The browser without a terminal: keys in, state and screens out.

mod answer;
mod aside;
mod comparing;
mod driver;
mod finding;
mod fingers;
mod frames;
mod groups;
mod habits;
mod hands;
mod keymaps;
mod keys;
mod list;
mod many;
mod mouse;
mod pasted;
mod pictures;
mod random;
mod screens;
mod sound;
mod typed;

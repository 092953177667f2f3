//! METHOD.md section 10 as arithmetic, by the second reading; the models hold the same figures in their cases.

use crate::second_reading::measure::divide;
use crate::second_reading::read::average;

#[test]
fn averaging() {
    let cases = [
        ([6., 10., 3.], 6.33),
        ([26., 15., 0.], 13.67),
        ([20., 0., 0.], 6.67),
        ([2., 0., 21.], 7.67),
        ([0., 21., 21.], 21.),
        ([0., 14., 2.], 8.),
        ([0., 11., 0.], 5.5),
        ([0., 0., 23.], 23.),
    ];
    for (years, wanted) in cases {
        assert_eq!(average(&years), wanted);
    }
}

#[test]
fn identity() {
    for (exits, transfers, change, total) in [(23_555, 33_144, 4_570, 61_269), (837, 1_357, 308, 2_502), (226, 637, 173, 1_036)] {
        assert_eq!(exits + transfers + change, total);
    }
}

#[test]
fn one_allocation() {
    let parts = divide(266.84, &[540.0, 110.0, 40.0, 20.0]).unwrap();
    for (part, wanted) in parts.iter().zip([202.95, 41.34, 15.03, 7.52]) {
        assert!((part - wanted).abs() < 0.005, "{parts:?}");
    }
    assert!((parts.iter().sum::<f64>() - 266.84).abs() < 1e-9);
}

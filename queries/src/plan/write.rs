//! The program as text, in the LP format that solvers of linear programs read.

use super::solve::Program;

/// The program. `names` say what each row limits, `options` what each variable is; both stand as comments.
#[must_use]
pub fn lp(program: &Program, names: &[String], options: &[String]) -> String {
    let sum = |terms: &[(usize, f64)]| terms.iter().map(|(v, c)| format!("{c} x{}", v + 1)).collect::<Vec<_>>().join(" + ");
    let mut out = String::from("\\ Variables: whole seats\n");
    for (v, option) in options.iter().enumerate() {
        out.push_str(&format!("\\ x{} = {option}\n", v + 1));
    }
    let gain: Vec<(usize, f64)> = program.gain.iter().enumerate().map(|(v, g)| (v, g[0])).collect();
    out.push_str(&format!("Maximize\n gain: {}\nSubject To\n", sum(&gain)));
    for (place, (row, name)) in program.rows.iter().zip(names).enumerate() {
        out.push_str(&format!("\\ {name}\n c{}: {} <= {}\n", place + 1, sum(&row.terms), row.limit));
    }
    out.push_str("Bounds\n");
    for (v, most) in program.most.iter().enumerate() {
        out.push_str(&format!(" 0 <= x{} <= {most}\n", v + 1));
    }
    let all: Vec<String> = (1..=program.most.len()).map(|v| format!("x{v}")).collect();
    out.push_str(&format!("General\n {}\nEnd\n", all.join(" ")));
    out
}

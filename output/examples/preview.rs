fn main() -> Result<(), Box<dyn std::error::Error>> {
    let set: rocp_output::model::ReportSet = serde_json::from_slice(&std::fs::read(std::env::args().nth(1).unwrap())?)?;
    for p in rocp_output::write_pages(&set, std::path::Path::new(&std::env::args().nth(2).unwrap()))? {
        println!("{} {}", p.display(), std::fs::metadata(&p)?.len());
    }
    let f = rocp_output::canvas::Fonts::load()?;
    for t in ["Bookkeeping, Accounting, and", "2,000", "5,628", "Postsecondary", "To AV. Wave"] {
        println!("{t} {}", f.measure(t, 13, rocp_output::canvas::Weight::Regular));
    }
    Ok(())
}

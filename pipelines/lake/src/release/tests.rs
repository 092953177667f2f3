use super::*;

fn lake() -> (tempfile::TempDir, Lake) {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::at(folder.path());
    (folder, lake)
}

fn empty(run: &str, made_at: &str) -> Manifest {
    Manifest {
        run: run.into(),
        profile: "p".into(),
        profile_text: String::new(),
        as_of: None,
        version: "0".into(),
        code: "c".into(),
        made_at: made_at.into(),
        parent: None,
        staged: Vec::new(),
        tables: Vec::new(),
        findings: Vec::new(),
        changes: None,
    }
}

fn make(lake: &Lake, lock: &WriteLock, run: &str, made_at: &str) {
    begin(lake, lock, run).unwrap();
    commit(lake, lock, &empty(run, made_at)).unwrap();
}

#[test]
fn a_run_is_seen_only_after_publish() {
    let (_keep, lake) = lake();
    let lock = WriteLock::take(&lake).unwrap();
    assert!(matches!(published(&lake), Err(LakeError::NoRun { .. })));
    begin(&lake, &lock, "aa").unwrap();
    assert!(matches!(publish(&lake, &lock, "aa"), Err(LakeError::UnknownRun { .. })));
    make(&lake, &lock, "aa", "1");
    assert_eq!(current(&lake).unwrap(), None);
    publish(&lake, &lock, "aa").unwrap();
    assert_eq!(published(&lake).unwrap(), "aa");
    assert!(matches!(manifest(&lake, "../aa"), Err(LakeError::UnknownRun { .. })));
}

#[test]
fn a_second_writer_is_refused_until_the_first_ends() {
    let (_keep, lake) = lake();
    let lock = WriteLock::take(&lake).unwrap();
    assert!(matches!(WriteLock::take(&lake), Err(LakeError::Locked { .. })));
    drop(lock);
    WriteLock::take(&lake).unwrap();
}

#[test]
fn clean_up_keeps_published_pinned_and_the_newest() {
    let (_keep, lake) = lake();
    let lock = WriteLock::take(&lake).unwrap();
    for i in 0..KEEP + 4 {
        make(&lake, &lock, &format!("r{i:02}"), &format!("{i:02}"));
    }
    publish(&lake, &lock, "r00").unwrap();
    pin(&lake, &lock, "r01", true).unwrap();
    begin(&lake, &lock, "unfinished").unwrap();
    clean_up(&lake, &lock, &[]).unwrap();
    let left: Vec<_> = runs(&lake).unwrap().into_iter().map(|m| m.run).collect();
    assert_eq!(left.len(), KEEP + 2);
    assert!(left.contains(&"r00".into()) && left.contains(&"r01".into()) && !left.contains(&"r02".into()) && left.contains(&"r04".into()));
    assert!(!lake.building("unfinished").exists());
}

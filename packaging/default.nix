# The package for Nix: nix-build packaging
{
  pkgs ? import <nixpkgs> { },
}:

let
  manifest = (pkgs.lib.importTOML ../Cargo.toml);
in
pkgs.rustPlatform.buildRustPackage {
  pname = manifest.package.name;
  version = manifest.workspace.package.version;
  src = pkgs.lib.cleanSource ../.;
  cargoLock.lockFile = ../Cargo.lock;
  nativeBuildInputs = [ pkgs.installShellFiles ];

  # The whole suite wants shells, a formatter and a terminal; the gate runs it.
  cargoTestFlags = [ "--lib" ];

  postInstall = ''
    $out/bin/smtpref man > smtpref.1
    installManPage smtpref.1
    for shell in bash fish zsh; do
      installShellCompletion --cmd smtpref --$shell <($out/bin/smtpref completions $shell)
    done
    install -Dm644 LICENSE-MIT LICENSE-APACHE -t $out/share/doc/smtpref
  '';

  meta = {
    inherit (manifest.package) description;
    license = with pkgs.lib.licenses; [ mit asl20 ];
    mainProgram = "smtpref";
  };
}

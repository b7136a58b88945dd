@echo off
cd /d "%~dp0"
if not exist site\config.toml zhenjian.exe new site
start "" http://127.0.0.1:8080/_preview/inbox
zhenjian.exe watch --site site
pause

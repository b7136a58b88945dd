@echo off
cd /d "%~dp0"
zhenjian.exe publish --site site
pause
